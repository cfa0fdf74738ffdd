// Tabs, keys and the address: what is asked when something is typed or chosen.

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
  for (const name of ["kind", "country", "mode", "names", "text"])
    if (told.has(name)) $(name).value = told.get(name);
  choose(TABS.includes(told.get("tab")) ? told.get("tab") : "names");
  bothChanged();
}

function changed(what) {
  remember();
  later(what, what === "names" ? answerNames : answerText);
}

function bothChanged() {
  changed("names");
  changed("text");
}

$("names").addEventListener("input", () => changed("names"));
$("text").addEventListener("input", () => changed("text"));
for (const name of ["kind", "country", "mode"]) $(name).addEventListener("input", bothChanged);
$("options").addEventListener("submit", (event) => event.preventDefault());
$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("key", $("key").value);
  $("key-form").hidden = true;
  bothChanged();
});
$("share").addEventListener("click", async () => {
  remember();
  if (location.hash.length < 2) {
    tellProblem(new Error("This is too long for an address: send the file"));
    return;
  }
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
$("file").addEventListener("change", () => {
  const file = $("file").files[0];
  if (file) takeFile(file).catch(tellProblem);
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dragging");
});
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
$("jsonl").addEventListener("click", () =>
  download(`${base()}.translit.jsonl`, "application/x-ndjson", jsonLines()));
$("yaml").addEventListener("click", () => download(`${base()}.overlay.yaml`, "application/yaml", overlay()));
window.addEventListener("hashchange", recall);
fetch("health").then((answer) => answer.json()).then((told) => {
  $("about").textContent = `${told.entities.toLocaleString("en")} entities, version ${told.version}`;
}, () => {});
recall();
