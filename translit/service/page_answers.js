// What is shown of an answer: who is meant, the candidates, and why.

// Which letters of two spellings are not in both, by their longest common subsequence.
function lettersApart(one, other) {
  const a = Array.from(one), b = Array.from(other);
  if (a.length * b.length > 40000) return [a.map(() => false), b.map(() => false)];
  const best = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  const of_a = a.map(() => true), of_b = b.map(() => true);
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { of_a[i] = of_b[j] = false; i += 1; j += 1; }
    else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
    else j += 1;
  }
  // of two scripts, or two names, every letter is another
  const areAlike = best[0][0] * 2 >= Math.max(a.length, b.length);
  return areAlike ? [of_a, of_b] : [a.map(() => false), b.map(() => false)];
}

function spelled(text, apart) {
  const made = el("bdi");
  let run = "", isApart = false;
  const end = () => { if (run) made.append(isApart ? el("b", {}, run) : run); run = ""; };
  Array.from(text).forEach((letter, place) => {
    if (apart[place] !== isApart) { end(); isApart = apart[place]; }
    run += letter;
  });
  end();
  return made;
}

function pairs(steps) {
  const items = steps.filter((step) => !step.is_rewrite).map((step) => {
    const note = step.note ? ` (${step.note})` : "";
    if (!step.after) return el("li", {}, `${step.name}: `, named(step.before), note);
    const [before, after] = lettersApart(step.before, step.after);
    const [was, is] = [spelled(step.before, before), spelled(step.after, after)];
    return el("li", {}, `${step.name}: `, was, " → ", is, note);
  });
  return items.length ? el("ul", { class: "pairs", "aria-label": "How it fits" }, ...items) : null;
}

function waterfall(candidate) {
  const terms = candidate.contributions;
  if (!terms.length) return null;
  const shown = terms.slice(0, SHOWN_TERMS).map((term) => ({ ...term }));
  const rest = terms.slice(SHOWN_TERMS);
  if (rest.length) {
    const nats = rest.reduce((sum, term) => sum + term.nats, 0);
    shown.push({ name: `${rest.length} others together`, nats, value: null });
  }
  let low = 0, high = 0, sum = 0;
  for (const term of shown) { sum += term.nats; low = Math.min(low, sum); high = Math.max(high, sum); }
  const scale = 100 / (high - low || 1);
  sum = 0;
  const rows = shown.map((term) => {
    const from = Math.min(sum, sum + term.nats);
    sum += term.nats;
    const bar = el("i", { class: term.nats < 0 ? "against" : "for" });
    bar.style.left = `${(from - low) * scale}%`;
    bar.style.width = `${Math.abs(term.nats) * scale}%`;
    const value = term.value === null ? "" : ` = ${Number(term.value.toPrecision(4))}`;
    return el("tr", {}, el("th", { scope: "row" }, term.name + value),
      el("td", { class: "number" }, `${term.nats < 0 ? "−" : "+"}${Math.abs(term.nats).toFixed(2)}`),
      el("td", {}, el("div", { class: "flow", "aria-hidden": "true" }, bar)));
  });
  return el("table", { class: "waterfall" },
    el("caption", { class: "soft" }, `What each piece of evidence adds, in nats: ${sum.toFixed(2)} together`),
    el("tbody", {}, ...rows));
}

function scoreBar(score) {
  const bar = el("i");
  bar.style.width = `${100 * score}%`;
  return el("div", { class: "bar", "aria-hidden": "true" }, bar);
}

function candidateItem(candidate, isOpen) {
  const { kind, name, id, alias, stage, score } = candidate;
  const why = waterfall(candidate);
  return el("li", {},
    el("div", { class: "candidate" },
      el("div", {}, named(name), " ", el("span", { class: "id soft" }, named(id)),
        el("div", { class: "soft" }, `${kind}, by `, named(alias), ` (${stage})`)),
      scoreBar(score), el("span", { class: "number" }, score.toFixed(2))),
    why && el("details", { open: isOpen },
      el("summary", {}, "why ", el("bdi", { class: "soft" }, name)), why));
}

// What sets the second back most behind the first.
function behind(first, second) {
  const gains = new Map();
  for (const term of first.contributions) gains.set(term.name, (gains.get(term.name) || 0) - term.nats);
  for (const term of second.contributions) gains.set(term.name, (gains.get(term.name) || 0) + term.nats);
  const [name, nats] = [...gains].sort((a, b) => a[1] - b[1])[0] || ["", 0];
  return nats < 0 ? `, most by ${name} ${nats.toFixed(1)}` : "";
}

function answerCard(match, { isOpen = false, level = "h2" } = {}) {
  const verdict = el("div", { class: "verdict" }, el(level, {}, named(match.query)),
    el("span", { class: `status ${match.status}` }, SIGNS[match.status]));
  if (match.name) {
    verdict.append(el("strong", {}, named(match.name)), el("span", { class: "id" }, named(match.id)),
      el("span", { class: "soft" }, `score ${match.score.toFixed(2)}, ${match.stage}`));
  }
  const scored = match.candidates.filter((candidate) => candidate.score > 0);
  const others = match.candidates.filter((candidate) => candidate.score <= 0);
  const second = scored[1];
  return el("article", { class: "answer" }, verdict, match.candidates.length ? pairs(match.steps) : null,
    match.name && second && second.score >= 0.005
      ? el("p", { class: "soft" },
        "Next: ", named(second.name), ` ${second.score.toFixed(2)}`, behind(scored[0], second))
      : null,
    scored.length ? el("ol", { class: "candidates", "aria-label": "Candidates" },
      ...scored.map((candidate, place) => candidateItem(candidate, isOpen && place === 0))) : null,
    others.length ? el("details", {}, el("summary", {}, `${others.length} others are only written alike`),
      el("p", { class: "soft" },
        ...others.flatMap((of, place) => [place ? ", " : "", named(of.name)]))) : null);
}

const lines = () => $("names").value.split("\n").map((line) => line.trim()).filter(Boolean);

async function answerNames(signal) {
  const all = lines(), names = all.slice(0, MOST_NAMES);
  if (!names.length) { $("answers").replaceChildren(); $("names-status").textContent = ""; return; }
  const matches = await ask("normalize", { name: names, ...options() }, signal);
  $("answers").replaceChildren(...matches.map((match) => answerCard(match, { isOpen: matches.length === 1 })));
  const count = (status) => matches.filter((match) => match.status === status).length;
  const isCut = all.length > names.length;
  const left = isCut ? `the first of ${all.length} names; drop a CSV to have all answered. ` : "";
  $("names-status").textContent = left + `${matches.length} ${matches.length === 1 ? "name" : "names"}: ` +
    `${count("matched")} matched, ${count("ambiguous")} not clear, ${count("unmatched")} nobody`;
}

async function answerText(signal) {
  const letters = Array.from($("text").value); // places are counted in code points
  const left = letters.length - LONGEST_TEXT, text = letters.slice(0, LONGEST_TEXT).join("");
  $("mention").replaceChildren();
  if (!text.trim()) { $("marked").replaceChildren(); $("text-status").textContent = ""; return; }
  const { mode } = options();
  const { mentions } = await ask("find", { text, unknown: true, ...(mode ? { mode } : {}) }, signal);
  const pieces = [];
  let at = 0;
  for (const mention of mentions) {
    pieces.push(letters.slice(at, mention.start).join(""));
    const mark = el("button", { type: "button", class: mention.match.status, "aria-expanded": "false",
      "aria-label": `${mention.surface}: ${mention.match.name || SIGNS[mention.match.status]}`,
      title: mention.match.name || SIGNS[mention.match.status] }, mention.surface);
    mark.addEventListener("click", () => showMention(mark, mention.match));
    pieces.push(mark);
    at = mention.end;
  }
  pieces.push(letters.slice(at).join(""));
  $("marked").replaceChildren(...pieces);
  $("text-status").textContent = mentions.length
    ? `${mentions.length} ${mentions.length === 1 ? "name" : "names"}; choose one to see why. ` +
      "Underlined: matched; dotted: not clear; dashed: nobody in the table."
    : "No name is found.";
  if (left > 0)
    $("text-status").textContent += ` The last ${left} characters are not read: cut the text in parts.`;
}

function showMention(mark, match) {
  const isOpen = mark.getAttribute("aria-expanded") === "true";
  for (const other of $("marked").querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
  mark.setAttribute("aria-expanded", String(!isOpen));
  $("mention").replaceChildren(...(isOpen ? [] : [answerCard(match, { isOpen: true })]));
}
