// A result in the words of `rolefit quiz`, and the answers code.

const filled = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => name in gaps ? gaps[name] : gap);
const say = (name, gaps = {}) => filled(catalog.sentences[name], gaps);
const listed = (names, by) => names.length > 1 ? `${names.slice(0, -1).join(", ")} ${by} ${names.at(-1)}` : names.join("");

// Half of a per cent goes to the even number, as in Python.
const evenly = value => value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
const percent = share => share <= 0.005 ? "<1%" : share >= 0.995 ? ">99%" : `${evenly(share * 100)}%`;

// Fits as whole per cents that add up to 100, by the largest remainder.
function percentages(parts) {
  const whole = parts.map(part => Math.floor(part * 100));
  const lost = parts.map((_, at) => at).sort((a, b) => whole[a] - parts[a] * 100 - (whole[b] - parts[b] * 100));
  for (const at of lost.slice(0, Math.max(100 - sum(whole), 0))) whole[at] += 1;
  return whole.map(number => number === 0 ? "<1%" : number === 100 ? ">99%" : `${number}%`);
}

const shortOf = option => option.short || option.label;

function verdictOf(order, named, kind, job) {
  const {roles} = catalog, count = roles.length;
  if (job) return say("nearer", {job: job.title, roles: count});
  if (kind === "clear") return say("clear", {first: roles[order[0]].said});
  if (kind === "open") return say("open", {roles: count});
  const rivals = named.filter(role => role !== order[0]).map(role => roles[role].said), most = numbers.mostRivals;
  const left = rivals.length > most ? [say("rivals-left", {number: rivals.length - most})] : [];
  return say("close", {first: roles[order[0]].said, rivals: listed([...rivals.slice(0, most), ...left], "or")});
}

// The answers that did most for the first role, or against it where `direction` is -1.
function reasonsOf(known, first, direction, most) {
  const size = each => Math.abs(each.effects[first]);
  const chosen = Math.max(0, ...known.filter(each => each.chosen).map(size));
  const strongest = Math.max(...known.map(size));
  return known
    .filter(each => each.effects[first] * direction >= numbers.worthNaming && (each.chosen || size(each) > chosen))
    .sort((a, b) => size(b) - size(a))
    .slice(0, most)
    .map(each => {
      const text = each.chosen && direction > 0 ? each.option.label : shortOf(each.option);
      return {
        text: each.chosen ? text : say("not-chosen", {option: text}),
        size: size(each) / strongest,
        estimated: (each.option.estimated || []).includes(first),
      };
    });
}

function inWords(way) {
  return say(way.leave ? "leave-out" : way.question.many ? "choose-too" : "answer", {option: shortOf(way.option)});
}

// All that is said of answers. With none there is a verdict, a ranking, and nothing else.
function resultOf(given) {
  const {roles, words} = catalog;
  const known = evidence(given), totals = totalsOf(known), fits = fitsOf(totals), order = bestFirst(totals);
  const job = nearerJob(known), first = order[0];
  const named = job || !known.length ? bestFirst(fits) : namedRoles(fits);
  const kind = named.length === roles.length ? "open" : named.length === 1 ? "clear" : "close";
  const inPercent = percentages(order.map(role => fits[role]));
  const ranking = order.map((role, at) => ({role, fit: fits[role], percent: inPercent[at]}));
  const unclear = catalog.unclear[first];
  const brings = catalog.questions.filter(question => question.outside)
    .flatMap(question => question.options.filter(option => option.id === given.answers[question.id]));
  const nothing = {
    ranking, brings: listed(brings.map(option => option.said), "and"),
    notes: [], why: [], against: [], changes: [], takes: [], sure: [], method: [],
  };
  if (!known.length) return {...nothing, kind: "open", verdict: say("unanswered"), notes: [say("answer-some")]};

  const stability = stabilityOf(given, totals);
  const answered = fitQuestions.filter(question => given.answers[question.id] != null).length;
  const asked = fitQuestions.length;
  let rest = "";
  if (answered * 2 < asked) {
    const chance = chanceOfChange(given, totals, fits);
    rest = say(chance >= numbers.muchLeft ? "little-rest" : "rest", {chance: percent(chance)});
  }
  const parts = [say("agree", {chance: percent(stability)})];
  if (kind !== "open") parts.unshift(say("right", {times: words.times}));
  const towards = job ? [] : named.length > 1 ? named.slice(1) : order.slice(1, 2);
  const counted = known.flatMap(each => places.map(role => !(each.option.estimated || []).includes(role)));
  const measured = sum(counted) / counted.length;
  return {
    ...nothing,
    kind,
    stability,
    verdict: verdictOf(order, named, kind, job),
    notes: [job ? job.because : "", unclear ? unclear.because : ""].filter(Boolean),
    why: reasonsOf(known, first, 1, numbers.mostFor),
    against: reasonsOf(known, first, -1, numbers.mostAgainst),
    changes: towards.flatMap(role => {
      const ways = changesTowards(given, totals, role);
      return ways ? [{role, text: say("change", {changes: listed(ways.map(inWords), "and")})}] : [];
    }),
    takes: kind === "open" ? [] : named
      .flatMap(role => roles[role].takes.map(text => ({role, text})))
      .slice(0, numbers.mostTakes),
    sure: [
      say("sure", {parts: parts.join("; "), more: ""}),
      ...(answered < asked ? [say("answered", {answered, asked, rest})] : []),
    ],
    method: [
      say("fit-means", {fit: ranking[0].percent, roles: roles.length}),
      say("right-means", {times: words.times, named: say(kind === "clear" ? "named-one" : "named-some")}),
      ...(measured < 1 ? [say("estimates", {part: percent(1 - measured), mark: words.estimated})] : []),
    ],
  };
}

// All answers in one short line, for `rolefit quiz --code`.
function codeOf(given) {
  const {code, questions} = catalog;
  let number = 0n;
  const add = (base, digit) => { number = number * BigInt(base) + BigInt(digit); };
  for (const {id, many, options} of questions) {
    const answer = given.answers[id], count = options.length;
    const ticked = options.map((option, at) => chosenOf(answer).includes(option.id) ? 1n << BigInt(at) : 0n);
    const state = answer == null ? 0n
      : many ? 1n + ticked.reduce((whole, each) => whole + each, 0n)
      : 1n + BigInt(options.findIndex(option => option.id === answer));
    add(many ? 1n + (1n << BigInt(count)) : 1 + count, state);
  }
  for (const {id} of questions) add(code.importances.length, code.importances.indexOf(given.importance[id] || "normal"));
  add(code.fingerprints, code.fingerprint);
  add(code.plain, number % BigInt(code.check));
  let letters = "";
  for (; number; number /= 32n) letters = code.letters[Number(number % 32n)] + letters;
  return letters.padStart(code.length, code.letters[0]).match(new RegExp(`.{1,${code.group}}`, "g")).join("-");
}

// The answers as `rolefit quiz --answers` and `rolefit score` read them, in the order of the catalog; a line of its own.
function fileOf(given) {
  const {questions} = catalog;
  const answers = Object.fromEntries(questions.filter(({id}) => id in given.answers).map(({id}) => [id, given.answers[id]]));
  return `${JSON.stringify({answers, importance: given.importance})}\n`;
}
