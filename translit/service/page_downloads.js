// What was answered and decided of a table, as a file.

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const base = () => table.file.replace(/\.[^.]*$/, "") || "names";
const ADDED = ["translit_name", "translit_id", "translit_score", "translit_status", "translit_decided"];

function added(row) {
  const { id, name } = decided(row), { score = "", status = "" } = row.match || {};
  return [name, id, String(score), status, row.decision ? "yes" : ""];
}

function csv() {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // what a spreadsheet would run as a formula is a text, as translit normalize --safe-csv writes it
  const isNumber = (text) => /^[+-]?\d[\d.,]*(e[+-]?\d+)?%?$/i.test(text);
  const isFormula = (text) => /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !isNumber(text);
  const shown = (text) => (isFormula(text) ? `'${text}` : text);
  const full = (cells) => table.columns.map((_, place) => cells[place] ?? "");
  const rows = table.rows.map((row) => [...full(row.cells), ...added(row)]);
  const records = [[...table.columns, ...ADDED], ...rows];
  return records.map((record) => record.map(shown).map(quoted).join(",") + "\r\n").join("");
}

function jsonLines() {
  return table.rows.map((row) => {
    const told = Object.fromEntries(table.columns.map((name, place) => [name, row.cells[place] ?? ""]));
    const { id, name } = decided(row);
    Object.assign(told, {
      translit_name: name || null,
      translit_id: id || null,
      translit_score: row.match?.score ?? null,
      translit_status: row.match?.status ?? null,
      translit_decided: Boolean(row.decision),
    });
    return JSON.stringify(told) + "\n";
  }).join("");
}

// An overlay as `translit review` writes it: names that are added, names that are somebody else's.
function overlay() {
  const date = new Date().toISOString().slice(0, 10);
  const corrections = new Map(), nobody = new Set();
  const of = (id) => {
    if (!corrections.has(id)) corrections.set(id, { add: new Set(), cleared: new Set() });
    return corrections.get(id);
  };
  const fact = ([name, value]) => `${name}: ${JSON.stringify(value)}`;
  const mapping = (facts) => `{${Object.entries(facts).map(fact).join(", ")}}`;
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
      if (facts.size) told.push(`  ${name}:`, ...[...facts].sort().map((of) => `    - ${of}`));
  }
  told.push(...[...nobody].sort().map((of) => `- nobody: ${of}`));
  return told.join("\n") + "\n";
}
