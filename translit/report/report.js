"use strict";
// The explanation of a name beside the name: shown while the pointer or the focus is there, kept open after a click or Enter.
// Without this script a name is a link to its explanation at the end of the page.
(() => {
  const tip = document.getElementById("tip");
  const WAIT = 250; // ms in which the pointer may cross from the name to the tip
  let shownFor = null;
  let isKept = false;
  let closing = 0;

  const mentionOf = (target) => (target instanceof Element ? target.closest("main .mention") : null);

  function place(mention) {
    const box = mention.getClientRects()[0] || mention.getBoundingClientRect();
    const below = window.innerHeight - box.bottom;
    const isBelow = below > tip.offsetHeight + 8 || below > box.top;
    const top = isBelow ? box.bottom + 6 : Math.max(4, box.top - tip.offsetHeight - 6);
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    tip.style.top = `${top + window.scrollY}px`;
    tip.style.left = `${left + window.scrollX}px`;
  }

  function link(text, target) {
    const a = document.createElement("a");
    a.textContent = text;
    a.href = `#${target}`;
    return a;
  }

  // Links to the entity's row and to its mentions before and after, and a button that closes.
  function around(mention) {
    const row = document.createElement("p");
    row.className = "around";
    const entity = mention.dataset.entity;
    if (entity) {
      const all = [...document.querySelectorAll(`main .mention[data-entity="${entity}"]`)];
      const at = all.indexOf(mention);
      row.append(`${at + 1} of ${all.length}`);
      if (at > 0) row.append(link("previous", all[at - 1].id));
      if (at + 1 < all.length) row.append(link("next", all[at + 1].id));
      row.append(link("all spellings", `e${entity}`));
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => hide(true));
    row.append(close);
    return row;
  }

  function show(mention, keep) {
    clearTimeout(closing);
    if (shownFor === mention && isKept === keep) return;
    if (shownFor) shownFor.classList.remove("open");
    const why = document.getElementById(mention.hash.slice(1));
    const head = why.querySelector("h3").cloneNode(true);
    head.removeAttribute("id");
    tip.replaceChildren(...(keep ? [around(mention)] : []), head, why.querySelector(".why").cloneNode(true));
    tip.setAttribute("role", keep ? "dialog" : "tooltip");
    if (keep) tip.setAttribute("aria-label", `Why ${mention.textContent}`);
    else tip.removeAttribute("aria-label");
    tip.hidden = false;
    tip.scrollTop = 0;
    shownFor = mention;
    isKept = keep;
    mention.classList.add("open");
    place(mention);
    if (keep) tip.querySelector("a, button").focus({ preventScroll: true });
  }

  function hide(giveBack) {
    clearTimeout(closing);
    if (!shownFor) return;
    const mention = shownFor;
    const wasKept = isKept;
    shownFor = null;
    isKept = false;
    tip.hidden = true;
    mention.classList.remove("open");
    if (giveBack && wasKept) {
      mention.focus({ preventScroll: true });
      hide(false); // the focus that went back must not show it again
    }
  }

  const hideSoon = () => {
    clearTimeout(closing);
    if (!isKept) closing = setTimeout(() => hide(false), WAIT);
  };

  document.addEventListener("pointerover", (event) => {
    if (tip.contains(event.target)) clearTimeout(closing);
    else if (!isKept && event.pointerType !== "touch") {
      const mention = mentionOf(event.target);
      if (mention) show(mention, false);
      else if (shownFor && document.activeElement !== shownFor) hideSoon();
    }
  });
  document.addEventListener("focusin", (event) => {
    const mention = mentionOf(event.target);
    if (mention && !isKept && mention.matches(":focus-visible")) show(mention, false);
  });
  document.addEventListener("focusout", (event) => {
    if (isKept ? event.relatedTarget && !tip.contains(event.relatedTarget) && tip.contains(event.target) : event.target === shownFor) hide(false);
  });
  document.addEventListener("click", (event) => {
    const mention = mentionOf(event.target);
    if (mention && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      show(mention, true);
    } else if (tip.contains(event.target)) {
      const target = event.target.closest("a[href^='#']");
      if (!target) return;
      const to = document.getElementById(target.hash.slice(1));
      hide(false);
      if (to.matches(".mention")) {
        event.preventDefault();
        to.scrollIntoView({ block: "center" });
        show(to, true);
      }
    } else hide(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownFor) hide(true);
  });
  window.addEventListener("resize", () => shownFor && place(shownFor));
})();

// Each table of names: a filter, buttons in its heads that sort, and buttons that copy it or save it as CSV.
(() => {
  const cells = (row) => [...row.cells].map((cell) => {
    const items = [...cell.querySelectorAll("li")];
    const text = items.length ? items.map((item) => item.textContent).join("; ") : cell.textContent;
    return text.replace(/\s+/g, " ").trim();
  });
  // A spreadsheet would take a text that begins so for a formula.
  const quoted = (text) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", () => act(made));
    return made;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function save(text, name) {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    a.download = name;
    a.click();
    URL.revokeObjectURL(a.href);
  }

  for (const section of document.querySelectorAll("section.wide")) {
    const table = section.querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const title = section.querySelector("h2");
    const rows = [...body.rows];
    const columns = heads.map((head) => head.textContent);
    const shown = () => [...body.rows].filter((row) => !row.hidden).map(cells);

    const filter = document.createElement("input");
    filter.type = "search";
    filter.placeholder = "filter";
    filter.setAttribute("aria-label", `Filter: ${title.textContent}`);
    const count = document.createElement("output");
    filter.addEventListener("input", () => {
      const wanted = filter.value.toLowerCase().split(/\s+/);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every((word) => text.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      count.textContent = left === rows.length ? "" : `${left} of ${rows.length}`;
    });
    const copied = button("Copy", async (own) => {
      await copy([columns, ...shown()].map((row) => row.join("\t")).join("\n"));
      own.textContent = "Copied";
      setTimeout(() => { own.textContent = "Copy"; }, 2000);
    });
    const csv = button("CSV", () => save(
      [columns, ...shown()].map((row) => `${row.map(quoted).join(",")}\r\n`).join(""), `${title.id}.csv`));
    const tools = document.createElement("p");
    tools.className = "tools";
    tools.append(filter, copied, csv, count);
    title.after(tools);

    heads.forEach((head, at) => {
      const text = head.textContent;
      head.replaceChildren(button(text, () => {
        const isUp = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isUp ? "descending" : "ascending");
        const of = new Map(rows.map((row) => [row, cells(row)[at]]));
        const sorted = [...body.rows].sort((a, b) => compare(of.get(a), of.get(b)) * (isUp ? -1 : 1));
        body.append(...sorted);
      }));
    });
  }
})();
