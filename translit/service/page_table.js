// A file of rows: asked, shown, sorted and decided.

const table = { file: "", columns: [], rows: [], shown: PAGE, sort: null, isDown: false, run: 0 };

// CSV by RFC 4180; the delimiter is the one of "," ";" tab and "|" that the first line has most of.
function parseCsv(text) {
  const source = text.replace(/^\uFEFF/, "");
  const first = source.slice(0, source.search(/[\r\n]|$/));
  const delimiter = [",", ";", "\t", "|"].sort((a, b) => first.split(b).length - first.split(a).length)[0];
  const records = [];
  let record = [], field = "", isQuoted = false;
  const endField = () => { record.push(field); field = ""; };
  const endRecord = () => {
    endField();
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  };
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
  $("column").replaceChildren(...columns.map((name, place) =>
    el("option", { value: String(place) }, name || `column ${place + 1}`)));
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
  // a decision is one between its candidates
  for (const row of table.rows) if (!row.decision) row.match = null;
  $("progress").hidden = false;
  try {
    for (let at = 0; at < asked.length; at += CHUNK) {
      const rows = asked.slice(at, at + CHUNK);
      const names = rows.map((row) => row.cells[column].trim());
      const matches = await ask("normalize", { name: names, ...options(), limit: 5 });
      if (run !== table.run) return;
      matches.forEach((match, place) => { rows[place].match = withDecided(brief(match), rows[place]); });
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

// An answer among whose candidates is the one that was decided on, though others are asked for now.
function withDecided(answer, { match, decision }) {
  const isDecided = (of) => of.id === decision;
  const chosen = match?.candidates.find(isDecided);
  if (chosen && !answer.candidates.some(isDecided)) answer.candidates.push(chosen);
  return answer;
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
  const isWanted = (text) => text.toLocaleLowerCase().includes(wanted);
  const rows = table.rows.filter((row) =>
    (!status || (status === "decided" ? row.decision : row.match?.status === status)) &&
    (!wanted || [COLUMNS.name(row), COLUMNS.means(row), COLUMNS.id(row)].some(isWanted)));
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
    const order = table.sort !== name ? "none" : table.isDown ? "descending" : "ascending";
    return el("th", { scope: "col", "aria-sort": order },
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
    ...row.match.candidates.map((of) =>
      el("option", { value: of.id }, `${of.name} (${of.id}) ${of.score.toFixed(2)}`)));
  made.value = row.decision;
  made.addEventListener("change", () => {
    row.decision = made.value;
    const cells = made.closest("tr").children;
    cells[2].replaceChildren(named(decided(row).name));
    cells[3].replaceChildren(named(decided(row).id));
  });
  return made;
}
