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
