"use strict";
// Every text of a user or of the service becomes a text node; nothing is written into markup.

const $ = (id) => document.getElementById(id);
const WAIT = { names: 150, text: 400 }; // ms after a key before the service is asked
const SHOWN_TERMS = 10; // of a score, the others together
const LONGEST_LINK = 4000; // characters of an address that is shared
const CHUNK = 100; // rows of a table that are asked at once
const PAGE = 200; // rows of a table that are drawn at once
const MOST_ROWS = 100000;
const MOST_NAMES = 100; // that are answered as they are typed
const LONGEST_TEXT = 100000; // characters that the service reads
const SIGNS = { matched: "✓ matched", ambiguous: "? not clear", unmatched: "– nobody in the table" };

function el(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && !name.startsWith("aria")) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
const named = (text) => el("bdi", {}, text);

// -- asking

async function ask(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  const key = sessionStorage.getItem("key");
  if (key) headers["X-API-Key"] = key;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
    if (answer.status === 503 && tries < 3) {
      await new Promise((done) => setTimeout(done, 1000 * (Number(answer.headers.get("Retry-After")) || 1)));
      continue;
    }
    if (answer.ok) return answer.json();
    if (answer.status === 401) $("key-form").hidden = false;
    const told = await answer.json().catch(() => ({ detail: answer.statusText }));
    throw new Error(told.detail);
  }
}

function tellProblem(error) {
  if (error && error.name === "AbortError") return;
  $("problem").textContent = error ? error.message : "";
  $("problem").hidden = !error;
}

function options() {
  const given = {};
  for (const name of ["kind", "country", "mode"]) {
    const value = $(name).value.trim();
    if (value && (name !== "country" || value.length === 2)) given[name] = value;
  }
  return given;
}

const asking = {};
// Ask when nothing was typed for a while; an answer that is overtaken is dropped.
function later(what, work) {
  clearTimeout(asking[what]?.timer);
  asking[what]?.controller.abort();
  const controller = new AbortController();
  const tell = (error) => { if (what === current) tellProblem(error); };
  const timer = setTimeout(() => work(controller.signal).then(() => tell(null), tell), WAIT[what]);
  asking[what] = { controller, timer };
}

// -- one answer

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
  return best[0][0] * 2 < Math.max(a.length, b.length) ? [a.map(() => false), b.map(() => false)] : [of_a, of_b];
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
    return el("li", {}, `${step.name}: `, spelled(step.before, before), " → ", spelled(step.after, after), note);
  });
  return items.length ? el("ul", { class: "pairs", "aria-label": "How it fits" }, ...items) : null;
}

function waterfall(candidate) {
  const terms = candidate.contributions;
  if (!terms.length) return null;
  const shown = terms.slice(0, SHOWN_TERMS).map((term) => ({ ...term }));
  const rest = terms.slice(SHOWN_TERMS);
  if (rest.length)
    shown.push({ name: `${rest.length} others together`, nats: rest.reduce((sum, term) => sum + term.nats, 0), value: null });
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
  const why = waterfall(candidate);
  return el("li", {},
    el("div", { class: "candidate" },
      el("div", {}, named(candidate.name), " ", el("span", { class: "id soft" }, named(candidate.id)),
        el("div", { class: "soft" }, `${candidate.kind}, by `, named(candidate.alias), ` (${candidate.stage})`)),
      scoreBar(candidate.score), el("span", { class: "number" }, candidate.score.toFixed(2))),
    why && el("details", { open: isOpen }, el("summary", {}, "why ", el("bdi", { class: "soft" }, candidate.name)), why));
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
  if (match.name) verdict.append(el("strong", {}, named(match.name)), el("span", { class: "id" }, named(match.id)),
    el("span", { class: "soft" }, `score ${match.score.toFixed(2)}, ${match.stage}`));
  const scored = match.candidates.filter((candidate) => candidate.score > 0);
  const others = match.candidates.filter((candidate) => candidate.score <= 0);
  const second = scored[1];
  return el("article", { class: "answer" }, verdict, match.candidates.length ? pairs(match.steps) : null,
    match.name && second && second.score >= 0.005
      ? el("p", { class: "soft" }, "Next: ", named(second.name), ` ${second.score.toFixed(2)}`, behind(scored[0], second))
      : null,
    scored.length ? el("ol", { class: "candidates", "aria-label": "Candidates" },
      ...scored.map((candidate, place) => candidateItem(candidate, isOpen && place === 0))) : null,
    others.length ? el("details", {}, el("summary", {}, `${others.length} others are only written alike`),
      el("p", { class: "soft" }, ...others.flatMap((of, place) => [place ? ", " : "", named(of.name)]))) : null);
}

// -- names

const lines = () => $("names").value.split("\n").map((line) => line.trim()).filter(Boolean);

async function answerNames(signal) {
  const all = lines(), names = all.slice(0, MOST_NAMES);
  if (!names.length) { $("answers").replaceChildren(); $("names-status").textContent = ""; return; }
  const matches = await ask("normalize", { name: names, ...options() }, signal);
  $("answers").replaceChildren(...matches.map((match) => answerCard(match, { isOpen: matches.length === 1 })));
  const count = (status) => matches.filter((match) => match.status === status).length;
  const left = all.length > names.length ? `the first of ${all.length} names; drop a CSV to have all answered. ` : "";
  $("names-status").textContent = left + `${matches.length} ${matches.length === 1 ? "name" : "names"}: ` +
    `${count("matched")} matched, ${count("ambiguous")} not clear, ${count("unmatched")} nobody`;
}

// -- a text

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
  if (left > 0) $("text-status").textContent += ` The last ${left} characters are not read: cut the text in parts.`;
}

function showMention(mark, match) {
  const isOpen = mark.getAttribute("aria-expanded") === "true";
  for (const other of $("marked").querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
  mark.setAttribute("aria-expanded", String(!isOpen));
  $("mention").replaceChildren(...(isOpen ? [] : [answerCard(match, { isOpen: true })]));
}

// -- a table

const table = { file: "", columns: [], rows: [], shown: PAGE, sort: null, isDown: false, run: 0 };

// CSV by RFC 4180; the delimiter is the one of "," ";" tab and "|" that the first line has most of.
function parseCsv(text) {
  const source = text.replace(/^\uFEFF/, "");
  const first = source.slice(0, source.search(/[\r\n]|$/));
  const delimiter = [",", ";", "\t", "|"].sort((a, b) => first.split(b).length - first.split(a).length)[0];
  const records = [];
  let record = [], field = "", isQuoted = false;
  const endField = () => { record.push(field); field = ""; };
  const endRecord = () => { endField(); if (record.length > 1 || record[0] !== "") records.push(record); record = []; };
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (source[at + 1] === '"') { field += '"'; at += 1; }
      else isQuoted = false;
    } else if (letter === '"' && field === "") isQuoted = true;
    else if (letter === delimiter) endField();
    else if (letter === "\n") endRecord();
    else if (letter !== "\r" || source[at + 1] !== "\n") field += letter === "\r" ? "" : letter;
    if (!isQuoted && letter === "\r" && source[at + 1] !== "\n") endRecord();
  }
  if (field || record.length) endRecord();
  return records;
}

async function takeFile(file) {
  const text = await file.text();
  if (!/\.(csv|tsv)$/i.test(file.name) && !/csv/.test(file.type)) {
    choose("text");
    $("text").value = text;
    changed("text");
    return;
  }
  choose("table");
  const [columns = [], ...records] = parseCsv(text);
  table.run += 1;
  Object.assign(table, { file: file.name, columns, sort: null, shown: PAGE });
  table.rows = records.slice(0, MOST_ROWS).map((cells, place) => ({ place, cells, match: null, decision: "" }));
  const likely = columns.findIndex((name) => /name|person|entity|who|место|имя|ім/i.test(name));
  $("column").replaceChildren(...columns.map((name, place) => el("option", { value: String(place) }, name || `column ${place + 1}`)));
  $("column").value = String(Math.max(0, likely));
  $("table-tools").hidden = $("downloads").hidden = $("rows").hidden = false;
  const left = records.length - table.rows.length;
  tellTable(`${file.name}: ${table.rows.length} rows${left > 0 ? `; ${left} more are left out` : ""}`);
  drawRows();
  if (columns.length && table.rows.length && (likely >= 0 || columns.length === 1)) await runTable();
}

const tellTable = (text) => { $("table-status").textContent = text; };

async function runTable() {
  const run = (table.run += 1);
  const column = Number($("column").value);
  const asked = table.rows.filter((row) => (row.cells[column] || "").trim());
  for (const row of table.rows) if (!row.decision) row.match = null; // a decision is one between its candidates
  $("progress").hidden = false;
  try {
    for (let at = 0; at < asked.length; at += CHUNK) {
      const rows = asked.slice(at, at + CHUNK);
      const matches = await ask("normalize", { name: rows.map((row) => row.cells[column].trim()), ...options(), limit: 5 });
      if (run !== table.run) return;
      matches.forEach((match, place) => { rows[place].match = brief(match); });
      $("progress").value = (at + rows.length) / asked.length;
      if (at === 0) drawRows();
    }
    tellProblem(null);
  } catch (error) {
    tellProblem(error);
  }
  $("progress").hidden = true;
  const count = (status) => asked.filter((row) => row.match?.status === status).length;
  tellTable(`${table.file}: ${asked.length} names: ${count("matched")} matched, ` +
    `${count("ambiguous")} not clear, ${count("unmatched")} nobody`);
  drawRows();
}

// Another column has other names: what was answered and decided is of those before.
function takeColumn() {
  table.run += 1;
  for (const row of table.rows) Object.assign(row, { match: null, decision: "" });
  $("progress").hidden = true;
  tellTable(`${table.file}: ${table.rows.length} rows, not answered yet`);
  drawRows();
}

// What a table keeps of an answer: with all evidence a thousand rows would be 10 MB.
function brief(match) {
  const { query, status, name, id, score, stage } = match;
  const candidates = match.candidates.filter((of) => of.score > 0)
    .map((of) => ({ id: of.id, name: of.name, score: of.score }));
  return { query, status, name, id, score, stage, candidates };
}

// Who is meant in the end: as decided, else as answered.
function decided(row) {
  if (row.decision === "nobody") return { id: "", name: "" };
  const chosen = row.decision && row.match.candidates.find((of) => of.id === row.decision);
  return chosen || { id: row.match?.id || "", name: row.match?.name || "" };
}

const COLUMNS = {
  row: (row) => row.place + 1,
  name: (row) => row.cells[Number($("column").value)] || "",
  means: (row) => decided(row).name,
  id: (row) => decided(row).id,
  score: (row) => row.match?.score ?? -1,
  status: (row) => row.match?.status || "",
  decision: (row) => row.decision,
};

function visibleRows() {
  const status = $("filter").value, wanted = $("search").value.trim().toLocaleLowerCase();
  const rows = table.rows.filter((row) =>
    (!status || (status === "decided" ? row.decision : row.match?.status === status)) &&
    (!wanted || [COLUMNS.name(row), COLUMNS.means(row), COLUMNS.id(row)].some((text) => text.toLocaleLowerCase().includes(wanted))));
  if (table.sort) {
    const of = COLUMNS[table.sort], sign = table.isDown ? -1 : 1;
    rows.sort((a, b) => {
      const one = of(a), other = of(b);
      return sign * (typeof one === "number" ? one - other : one.localeCompare(other)) || a.place - b.place;
    });
  }
  return rows;
}

function drawRows() {
  const rows = visibleRows();
  const head = Object.keys(COLUMNS).map((name) => {
    const isSorted = table.sort === name;
    return el("th", { scope: "col", "aria-sort": isSorted ? (table.isDown ? "descending" : "ascending") : "none" },
      el("button", { type: "button", "data-column": name, onclick: () => sortBy(name) }, name));
  });
  const body = rows.slice(0, table.shown).map((row) => el("tr", {},
    el("td", {}, String(row.place + 1)),
    el("td", {}, named(COLUMNS.name(row))),
    el("td", {}, named(decided(row).name)),
    el("td", { class: "id" }, named(decided(row).id)),
    el("td", { class: "number" }, row.match ? row.match.score.toFixed(2) : ""),
    el("td", {}, row.match ? el("span", { class: `status ${row.match.status}` }, SIGNS[row.match.status]) : ""),
    el("td", {}, row.match ? decisionSelect(row) : "")));
  $("rows").replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body)));
  $("more").hidden = rows.length <= table.shown;
}

function sortBy(name) {
  table.isDown = table.sort === name && !table.isDown;
  table.sort = name;
  drawRows();
  $("rows").querySelector(`[data-column=${name}]`).focus();
}

function decisionSelect(row) {
  const made = el("select", { "aria-label": `Decision for row ${row.place + 1}` },
    el("option", { value: "" }, "as answered"), el("option", { value: "nobody" }, "nobody"),
    ...row.match.candidates.map((of) => el("option", { value: of.id }, `${of.name} (${of.id}) ${of.score.toFixed(2)}`)));
  made.value = row.decision;
  made.addEventListener("change", () => {
    row.decision = made.value;
    const cells = made.closest("tr").children;
    cells[2].replaceChildren(named(decided(row).name));
    cells[3].replaceChildren(named(decided(row).id));
  });
  return made;
}

// -- downloads

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const base = () => table.file.replace(/\.[^.]*$/, "") || "names";
const ADDED = ["translit_name", "translit_id", "translit_score", "translit_status", "translit_decided"];

function added(row) {
  const { id, name } = decided(row);
  return [name, id, row.match ? String(row.match.score) : "", row.match?.status || "", row.decision ? "yes" : ""];
}

function csv() {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // what a spreadsheet would run as a formula is a text, as translit normalize --safe-csv writes it
  const isFormula = (text) => /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d[\d.,]*(e[+-]?\d+)?%?$/i.test(text);
  const shown = (text) => (isFormula(text) ? `'${text}` : text);
  const full = (cells) => table.columns.map((_, place) => cells[place] ?? "");
  const records = [[...table.columns, ...ADDED], ...table.rows.map((row) => [...full(row.cells), ...added(row)])];
  return records.map((record) => record.map(shown).map(quoted).join(",") + "\r\n").join("");
}

function jsonLines() {
  return table.rows.map((row) => {
    const told = Object.fromEntries(table.columns.map((name, place) => [name, row.cells[place] ?? ""]));
    const { id, name } = decided(row);
    Object.assign(told, { translit_name: name || null, translit_id: id || null, translit_score: row.match?.score ?? null,
      translit_status: row.match?.status ?? null, translit_decided: Boolean(row.decision) });
    return JSON.stringify(told) + "\n";
  }).join("");
}

// An overlay as `translit review` writes it: names that are added, names that are somebody else's.
function overlay() {
  const date = new Date().toISOString().slice(0, 10);
  const corrections = new Map(), nobody = new Set();
  const of = (id) => corrections.get(id) || corrections.set(id, { add: new Set(), cleared: new Set() }).get(id);
  const mapping = (facts) => `{${Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")}}`;
  for (const row of table.rows.filter((each) => each.decision)) {
    const { query, candidates } = row.match;
    const chosen = row.decision === "nobody" ? null : row.decision;
    if (chosen) of(chosen).add.add(mapping({ name: query, date, from: table.file }));
    else nobody.add(mapping({ query, date }));
    for (const other of candidates.filter((each) => each.id !== chosen))
      of(other.id).cleared.add(mapping({ query, date, ...(chosen ? { why: `it is ${chosen}` } : {}) }));
  }
  const told = ["# Written by translit serve: decisions on a table."];
  for (const [id, { add, cleared }] of [...corrections].sort(([a], [b]) => (a < b ? -1 : 1))) {
    told.push(`- id: ${JSON.stringify(id)}`);
    for (const [name, facts] of [["add", add], ["cleared", cleared]])
      if (facts.size) told.push(`  ${name}:`, ...[...facts].sort().map((fact) => `    - ${fact}`));
  }
  told.push(...[...nobody].sort().map((fact) => `- nobody: ${fact}`));
  return told.join("\n") + "\n";
}

// -- tabs, keys, the address

const TABS = ["names", "text", "table"];
let current = "names";

function choose(name) {
  current = name;
  for (const tab of TABS) {
    $(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
    $(`panel-${tab}`).hidden = tab !== name;
  }
  remember();
}

function remember() {
  const told = new URLSearchParams({ tab: current, ...options() });
  if (current !== "table" && $(current).value) told.set(current, $(current).value);
  const address = `#${told}`;
  history.replaceState(null, "", address.length > LONGEST_LINK ? "#" : address);
}

function recall() {
  const told = new URLSearchParams(location.hash.slice(1));
  for (const name of ["kind", "country", "mode", "names", "text"]) if (told.has(name)) $(name).value = told.get(name);
  choose(TABS.includes(told.get("tab")) ? told.get("tab") : "names");
  changed("names");
  changed("text");
}

function changed(what) {
  remember();
  later(what, what === "names" ? answerNames : answerText);
}

$("names").addEventListener("input", () => changed("names"));
$("text").addEventListener("input", () => changed("text"));
for (const name of ["kind", "country", "mode"]) $(name).addEventListener("input", () => { changed("names"); changed("text"); });
$("options").addEventListener("submit", (event) => event.preventDefault());
$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("key", $("key").value);
  $("key-form").hidden = true;
  changed("names");
  changed("text");
});
$("share").addEventListener("click", async () => {
  remember();
  if (location.hash.length < 2) { tellProblem(new Error("This is too long for an address: send the file")); return; }
  try {
    await navigator.clipboard.writeText(location.href);
    $("share").textContent = "Copied";
  } catch {
    $("share").textContent = "It is the address of this page";
  }
  setTimeout(() => { $("share").textContent = "Copy a link to this"; }, 2000);
});
for (const tab of TABS) {
  $(`tab-${tab}`).addEventListener("click", () => choose(tab));
  $(`tab-${tab}`).addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    choose(next);
    $(`tab-${next}`).focus();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    (current === "table" ? $("file") : $(current)).focus();
  } else if (event.key === "Escape") {
    const open = $("marked").querySelector("[aria-expanded=true]");
    if (open && current === "text") { open.click(); open.focus(); }
    else for (const details of document.querySelectorAll("details[open]")) details.open = false;
  }
});
$("file").addEventListener("change", () => { if ($("file").files[0]) takeFile($("file").files[0]).catch(tellProblem); });
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dragging"); });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const file = event.dataTransfer.files[0];
  if (file) takeFile(file).catch(tellProblem);
});
$("run").addEventListener("click", runTable);
$("column").addEventListener("change", takeColumn);
$("filter").addEventListener("change", () => { table.shown = PAGE; drawRows(); });
$("search").addEventListener("input", () => { table.shown = PAGE; drawRows(); });
$("more").addEventListener("click", () => { table.shown += PAGE; drawRows(); });
$("csv").addEventListener("click", () => download(`${base()}.translit.csv`, "text/csv", csv()));
$("jsonl").addEventListener("click", () => download(`${base()}.translit.jsonl`, "application/x-ndjson", jsonLines()));
$("yaml").addEventListener("click", () => download(`${base()}.overlay.yaml`, "application/yaml", overlay()));
window.addEventListener("hashchange", recall);
fetch("health").then((answer) => answer.json()).then((told) => {
  $("about").textContent = `${told.entities.toLocaleString("en")} entities, version ${told.version}`;
}, () => {});
recall();
