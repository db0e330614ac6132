// The page: asks one question after the other, keeps what was said, and shows the result.

const {questions, words} = catalog;
const store = `rolefit-${catalog.catalog.digest}`;
const nothing = () => ({answers: bare(), importance: bare(), drafts: bare(), at: 0});
const said = kept();
let changing = false;

const part = id => document.getElementById(id);
const put = (id, text) => { part(id).textContent = text; };

function make(tag, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

// A list under a heading; where there is nothing to list, neither is shown.
function list(id, items) {
  part(id).replaceChildren(...items);
  const section = part(id).closest("section");
  if (section) section.hidden = !items.length;
}

// What was said before in this browser, as far as it still makes sense.
function kept() {
  const sound = nothing();
  try {
    const found = parsed(localStorage.getItem(store));
    for (const {id, many, options} of questions) {
      const known = option => options.some(each => each.id === option);
      const fits = answer => many ? Array.isArray(answer) && answer.every(known) : known(answer);
      for (const kind of ["answers", "drafts"]) {
        if (found[kind][id] === null || fits(found[kind][id])) sound[kind][id] = found[kind][id];
      }
      if (["high", "low"].includes(found.importance[id])) sound.importance[id] = found.importance[id];
    }
    sound.at = Math.min(Math.max(Number(found.at) || 0, 0), questions.length);
  } catch { /* nothing was kept, or nothing may be */ }
  return sound;
}

function keep() {
  try {
    localStorage.setItem(store, JSON.stringify(said));
  } catch { /* a browser that keeps nothing asks all the same */ }
}

// What was answered; what was not answered has no importance.
function given() {
  const importance = Object.entries(said.importance).filter(([id]) => said.answers[id] != null);
  return {answers: said.answers, importance: bare(Object.fromEntries(importance))};
}

// Where somebody is stands in the address, so that a browser's own way back leads to the question before.
const address = at => at < questions.length ? `#question-${at + 1}` : "#your-result";

function go(at) {
  try {
    history.pushState(null, "", address(at));
  } catch { /* where a page is only previewed, its own Back button has to do */ }
  show(at);
}

function show(at, {moved = true} = {}) {
  const asking = at < questions.length;
  said.at = at;
  keep();
  part("asking").hidden = !asking;
  part("result").hidden = asking;
  if (asking) ask(questions[at]); else tell();
  if (moved) {
    scrollTo(0, 0);
    part(asking ? "ask" : "verdict").focus({preventScroll: true});
  }
}

function ask(question) {
  const {at} = said, passed = question.id in said.answers, answer = said.drafts[question.id] ?? said.answers[question.id];
  const answered = Object.values(said.answers).some(each => each !== null);
  part("intro").hidden = at > 0;
  part("title").classList.toggle("passed", at > 0);
  put("where", `Question ${at + 1} of ${questions.length} · ${changing ? "then your result again" : `${words.minutes[at]} left`}`);
  part("passed").style.width = `${100 * at / questions.length}%`;
  put("ask", question.ask);
  put("hint", passed && answer == null ? `${question.hint} You skipped this before.` : question.hint);
  put("slip", "");
  const options = question.options.map(({id, label}) => [id, label, chosenOf(answer).includes(id)]);
  if (question.many) options.push(["", words.none, Array.isArray(answer) && !answer.length]);
  part("options").replaceChildren(...options.map(([value, label, checked]) => make("label", {className: "option"},
    make("input", {type: question.many ? "checkbox" : "radio", name: "option", value, checked}),
    make("span", {textContent: label}))));
  part("weigh").hidden = question.outside;
  part("importance").value = said.importance[question.id] || "normal";
  put("next", changing ? "Back to the result" : "Next");
  part("back").hidden = changing || at === 0;
  part("stop").hidden = changing || !answered;
}

const boxes = () => [...part("options").querySelectorAll("input")];

// What is ticked, as an answer; undefined where nothing is.
function ticked(question) {
  const chosen = boxes().filter(box => box.checked).map(box => box.value);
  if (!chosen.length) return undefined;
  return question.many ? chosen.filter(Boolean) : chosen[0];
}

function give(question, answer) {
  said.answers[question.id] = answer;
  delete said.drafts[question.id];
  const back = changing || said.at === questions.length - 1;
  changing = false;
  go(back ? questions.length : said.at + 1);
}

const named = place => make("b", {textContent: catalog.roles[place].title});

function tell() {
  const answers = given(), result = resultOf(answers), {roles} = catalog, first = result.ranking[0].role;
  const estimated = each => each.estimated ? ` ${words.estimated}` : "";
  put("verdict", result.verdict);
  part("notes").replaceChildren(...result.notes.map(textContent => make("p", {textContent})));
  list("ranking", result.ranking.map(({role, fit, percent: shown}) => {
    const filling = make("div");
    filling.style.width = `${100 * fit}%`;
    return make("li", {className: `s${role % 8}`},
      make("span", {textContent: roles[role].title}), make("span", {className: "percent", textContent: shown}),
      make("div", {className: "bar"}, filling));
  }));
  put("told", result.ranking.map(({role, percent: shown}) => `${roles[role].title}: ${shown}`).join("; "));
  put("sure", result.sure.join(" "));
  const left = fitQuestions.filter(({id}) => !(id in said.answers)).length;
  part("more").hidden = !left;
  put("more", left === 1 ? "Go on with the question not asked" : `Go on with the ${left} questions not asked`);
  for (const [id, reasons] of [["why", result.why], ["against", result.against]]) {
    list(id, reasons.map(each => {
      const size = make("div", {className: `size s${first % 8}`});
      size.style.width = `${100 * each.size}%`;
      return make("li", {}, size, make("span", {textContent: each.text + estimated(each)}));
    }));
  }
  list("changes", result.changes.map(({role, text}) => make("li", {}, `If ${text}: `, named(role))));
  list("takes", result.takes.map(({role, text}) => make("li", {}, named(role), `: ${text}`)));
  put("brings", result.brings ? `You: ${result.brings}.` : "");
  list("method", result.method.map(textContent => make("p", {textContent})));
  part("keep").hidden = !result.method.length;
  const code = codeOf(answers), gaps = {code, first: roles[first].id, second: roles[result.ranking[1].role].id};
  put("code", code);
  put("commands", [words.again, words.next].map(command => filled(command, gaps)).join("\n"));
  URL.revokeObjectURL(part("download").href);
  part("download").href = URL.createObjectURL(new Blob([fileOf(answers)], {type: "application/json"}));
  list("answers", questions.map((question, at) => {
    const answer = answers.answers[question.id], chosen = chosenOf(answer), how = answers.importance[question.id];
    const labels = question.options.filter(({id}) => chosen.includes(id)).map(({label}) => label).join("; ");
    const text = labels || (answer == null ? words.skipped : words.none);
    const change = make("button", {type: "button", className: "quiet", textContent: "Change"});
    change.setAttribute("aria-label", `Change: ${question.name}`);
    change.onclick = () => { changing = true; go(at); };
    const notes = how ? [make("em", {textContent: words.importance[how]})] : [];
    const lines = [make("b", {textContent: question.name}), make(labels ? "span" : "em", {textContent: text}), ...notes];
    return make("li", {}, make("span", {}, ...lines), change);
  }));
}

part("asking").addEventListener("submit", event => {
  event.preventDefault();
  const question = questions[said.at], answer = ticked(question);
  if (answer === undefined) {
    put("slip", question.many ? `Choose something, “${words.none}”, or skip it.` : "Choose one, or skip it.");
    boxes()[0].focus();
  } else {
    give(question, answer);
  }
});

part("options").addEventListener("change", ({target}) => {
  const question = questions[said.at];
  put("slip", "");
  for (const box of question.many && target.checked ? boxes() : []) {
    if ((box.value === "") !== (target.value === "")) box.checked = false;
  }
  const answer = ticked(question);
  if (answer === undefined) delete said.drafts[question.id]; else said.drafts[question.id] = answer;
  keep();
});

part("importance").addEventListener("change", ({target}) => {
  if (target.value === "normal") delete said.importance[questions[said.at].id];
  else said.importance[questions[said.at].id] = target.value;
  keep();
});

part("skip").onclick = () => give(questions[said.at], null);
part("back").onclick = () => go(said.at - 1);
part("stop").onclick = () => {
  const answer = ticked(questions[said.at]);
  if (answer !== undefined) said.answers[questions[said.at].id] = answer;
  delete said.drafts[questions[said.at].id];
  go(questions.length);
};
part("more").onclick = () => go(questions.findIndex(({id}) => !(id in said.answers)));

part("copy").onclick = async () => {
  const code = part("code").textContent;
  try {
    await navigator.clipboard.writeText(code);
    put("copied", "Copied.");
    put("copy", "Copied");
  } catch {
    getSelection().selectAllChildren(part("code"));
  }
};

part("afresh").onclick = () => {
  if (!confirm("Forget all your answers, and begin with the first question?")) return;
  Object.assign(said, nothing());
  changing = false;
  go(0);
};

function placed() {
  const at = questions.findIndex((_, place) => location.hash === address(place));
  return at >= 0 ? at : location.hash === address(questions.length) ? questions.length : said.at;
}

addEventListener("popstate", () => {
  if (placed() === questions.length) changing = false;
  show(placed());
});
show(placed(), {moved: false});
