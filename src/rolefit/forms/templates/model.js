// How well the roles fit: the model of `rolefit score`, in its numbers. Nothing in here knows the page.
//
// Answers are {answers: {question: option, list of options, or null}, importance: {question: "high" or "low"}}. Roles go
// by their place in the catalog; a list with a number for each is in that order.
"use strict";

// Objects that have nothing but what is put into them: a question may be called constructor.
const bare = (object = {}) => Object.assign(Object.create(null), object);
const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const parsed = text => JSON.parse(text, (_, value) => isObject(value) ? bare(value) : value);

const catalog = parsed(document.getElementById("catalog").textContent);
const {numbers} = catalog;
const fitQuestions = catalog.questions.filter(question => !question.outside);
const places = catalog.roles.map((_, place) => place);

const sum = list => list.reduce((total, each) => total + each, 0);
const bounded = share => Math.min(Math.max(share, numbers.floor), 1 - numbers.floor);

// A term for each role, less their mean, in whole grains: these add up without rounding.
function centred(terms) {
  const mean = sum(terms) / terms.length;
  return terms.map(term => Math.round((term - mean) / numbers.grain) * numbers.grain);
}

for (const question of fitQuestions) {
  for (const option of question.options) {
    option.parts = option.shares.map(bounded);
    const mean = sum(option.parts) / option.parts.length;
    const correction = option.corrections || option.parts.map(() => 0);
    option.chosen = centred(option.parts.map((p, r) => question.weight * Math.log(p) + correction[r] * (1 - mean)));
    option.left = centred(option.parts.map((p, r) => question.weight * Math.log(1 - p) - correction[r] * mean));
  }
}

const chosenOf = answer => answer == null ? [] : Array.isArray(answer) ? answer : [answer];
const factorOf = (given, question) => numbers.importance[given.importance[question.id] || "normal"];
const scaled = (effects, factor) => effects.map(effect => effect * factor);

// What is known of somebody: each option that was chosen, or was not where many may be, and what that did for each role.
function evidence(given) {
  return fitQuestions.filter(question => given.answers[question.id] != null).flatMap(question => {
    const chosen = chosenOf(given.answers[question.id]), factor = factorOf(given, question);
    return question.options
      .map(option => ({question, option, chosen: chosen.includes(option.id)}))
      .filter(each => question.many || each.chosen)
      .map(each => ({...each, effects: scaled(each.chosen ? each.option.chosen : each.option.left, factor)}));
  });
}

const totalsOf = known => places.map(role => sum(known.map(each => each.effects[role])));

function fitsOf(totals) {
  const best = Math.max(...totals), powers = totals.map(total => Math.exp(total - best)), whole = sum(powers);
  return powers.map(power => power / whole);
}

const bestFirst = values => [...places].sort((a, b) => values[b] - values[a]);

// The roles that are named, best first.
function namedRoles(fits) {
  const order = bestFirst(fits), {least, holds} = catalog.rule;
  let named = new Set(places);
  if (least.length) {
    named = new Set(places.filter(role => fits[role] >= least[role]));
  } else if (Math.max(...fits) > Math.min(...fits)) {
    named = new Set();
    let held = 0;
    for (const role of order) {
      if (held < holds) named.add(role);
      held += fits[role];
    }
  }
  const unclear = catalog.unclear[order[0]];
  for (const role of unclear ? unclear.between : []) named.add(role);
  return order.filter(role => named.has(role));
}

// The job beside the roles that most of what was chosen is the work of, where nothing of it asks for a role.
function nearerJob(known) {
  const {others} = catalog, chosen = known.filter(each => each.chosen);
  const isIn = (options, each) => (options[each.question.id] || []).includes(each.option.id);
  const questions = new Set(chosen.map(each => each.question));
  if (questions.size < others.least || chosen.some(each => isIn(others.ofRoles, each))) return null;
  let most = 0, nearest = null;
  for (const job of others.jobs) {
    const number = chosen.filter(each => isIn(job.options, each)).length;
    if (number > most) [most, nearest] = [number, job];
  }
  return 2 * most > chosen.length ? nearest : null;
}

// What the answer to a question adds to the margins of one role over all, drawn from the people of the role `holds`.
function momentsOf(given, question, holds, first) {
  const factor = factorOf(given, question);
  return places.map(rival => {
    const over = effects => factor * (effects[first] - effects[rival]);
    const drawn = question.options.map(option => [option.parts[holds], over(option.chosen), over(option.left)]);
    if (question.many) {
      return {
        mean: sum(drawn.map(([p, chosen, left]) => left + p * (chosen - left))),
        variance: sum(drawn.map(([p, chosen, left]) => (chosen - left) ** 2 * p * (1 - p))),
      };
    }
    const whole = sum(drawn.map(([p]) => p));
    const mean = sum(drawn.map(([p, chosen]) => p * chosen)) / whole;
    return {mean, variance: sum(drawn.map(([p, chosen]) => p * (chosen - mean) ** 2)) / whole};
  });
}

// The chance that a standard normal is below a value: a series whose terms are all above 0.
function normal(value) {
  const x = Math.min(Math.abs(value), 9);
  let term = x, series = x;
  for (let n = 1; term > series * 1e-17; n += 1) series += term *= x * x / (2 * n + 1);
  const beside = series * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  return value < 0 ? 0.5 - beside : 0.5 + beside;
}

// The chance that margins, of which mean and variance are known, all stay above 0: they share the noise of one role.
function chanceOfKeeping(margins) {
  const scaledMargins = margins.map(({mean, variance}) =>
    variance ? mean / Math.sqrt(variance) : mean && Math.sign(mean) * Infinity);
  let chance = 0, whole = 0;
  for (let z = -5; z <= 5; z += 0.5) {
    const weight = Math.exp(-z * z / 2);
    chance += weight * scaledMargins.reduce((product, margin) => product * normal(Math.SQRT2 * margin + z), 1);
    whole += weight;
  }
  return Math.min(chance / whole, 1);
}

// The chance that another quiz of the kind puts the same role first.
function stabilityOf(given, totals) {
  const first = bestFirst(totals)[0], {reliability} = numbers;
  const moments = fitQuestions.map(question => momentsOf(given, question, first, first));
  return chanceOfKeeping(places.filter(role => role !== first).map(rival => ({
    mean: reliability * (totals[first] - totals[rival]),
    variance: (1 + reliability) * sum(moments.map(of => of[rival].variance)),
  })));
}

// The chance that the questions that are left would put another role first.
function chanceOfChange(given, totals, fits) {
  const left = fitQuestions.filter(question => given.answers[question.id] == null);
  if (!left.length) return 0;
  const first = totals.indexOf(Math.max(...totals));
  const kept = sum(places.map(holds => {
    const moments = left.map(question => momentsOf(given, question, holds, first));
    return fits[holds] * chanceOfKeeping(places.filter(role => role !== first).map(rival => ({
      mean: totals[first] - totals[rival] + sum(moments.map(of => of[rival].mean)),
      variance: sum(moments.map(of => of[rival].variance)),
    })));
  }));
  return Math.max(1 - kept, 0);
}

// Every answer that could be given otherwise, and what that would add for each role.
function waysToChange(given) {
  return fitQuestions.flatMap(question => {
    const answer = given.answers[question.id], chosen = chosenOf(answer), factor = factorOf(given, question);
    if (answer == null) return [];
    const before = question.options.find(option => option.id === answer);
    return question.options.filter(option => question.many || option !== before).map(option => {
      const leave = question.many && chosen.includes(option.id);
      const [now, then] = question.many
        ? (leave ? [option.chosen, option.left] : [option.left, option.chosen])
        : [before.chosen, option.chosen];
      return {question, option, leave, gains: scaled(then.map((effect, role) => effect - now[role]), factor)};
    });
  });
}

// The fewest answers, one or two, which, given otherwise, put a role first; of several such the ones that do most.
function changesTowards(given, totals, wanted) {
  const lead = ways => {
    const after = totals.map((total, role) => total + sum(ways.map(way => way.gains[role])));
    return after[wanted] - Math.max(...after.filter((_, role) => role !== wanted));
  };
  const tiny = 1e-9;
  if (lead([]) > tiny) return null;
  const single = waysToChange(given), pairs = function* () {
    for (const [i, one] of single.entries()) {
      for (const other of single.slice(i + 1)) {
        if (one.question.many || one.question !== other.question) yield [one, other];
      }
    }
  };
  for (const sets of [single.map(way => [way]), pairs()]) {
    let most = tiny, best = null;
    for (const ways of sets) {
      const by = lead(ways);
      if (by > most) [most, best] = [by, ways];
    }
    if (best) return best;
  }
  return null;
}
