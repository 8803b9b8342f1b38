// The timeline by keyboard: the arrows go from event to event, and one key says what an event was. Without this
// file the buttons and links of a row do the same.

import { isUnsaved, save, saves } from "./autosave.js";
import "./clocks.js";
import "./dragging.js";
import { above, ask, change, place, rowOf, rows, say } from "./event-rows.js";
import "./picture.js";

const REST = 1200; // milliseconds without a change after which the head of the editor follows
const SEQUENCE = 1500; // milliseconds in which "g" begins a shortcut of the page
const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

const keys = () => document.querySelector("#timeline .keys");

// Exactly one row can be reached with Tab, the one that had the focus last.
function reach(wanted) {
  const all = rows();
  const one = wanted ?? all.find(({ tabIndex }) => tabIndex === 0) ?? all[0];
  for (const row of all) row.tabIndex = row === one ? 0 : -1;
}

function prepare() {
  keys()?.removeAttribute("hidden");
  reach();
}

document.addEventListener("focusin", ({ target }) => {
  const row = rowOf(target);
  if (row && row.tabIndex !== 0) reach(row);
});

function go(row, by) {
  const all = rows();
  const next = all[Math.min(Math.max(all.indexOf(row) + by, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function step(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!("movable" in row.dataset)) return say(keys().dataset.timed);
  if (other) place(row, by < 0 ? other : other.nextElementSibling);
}

const open = (row) => ask("GET", row, "", {}, "innerHTML");

/** Ask something in the row's place: whether to delete it, or what it was. */
async function question(row, path) {
  await ask("GET", row, path, {}, "innerHTML");
  const form = document.getElementById(row.id)?.querySelector("form");
  // htmx takes the form into its care a moment later; who pressed Enter before that left the page.
  if (form) window.htmx.process(form);
  (form?.querySelector("[aria-pressed]") ?? form?.querySelector("button"))?.focus();
}

// A row's form is left when what it says is saved, or else it stays and tells why.
async function leave(row) {
  const form = row.querySelector("form");
  if (saves(form)) await save(form);
  if (isUnsaved(form)) return form.querySelector(".saving")?.scrollIntoView({ block: "nearest" });
  await ask("GET", row, "row/", { after: above(row) });
  document.getElementById(row.id)?.focus({ preventScroll: true });
}

async function toSource(row) {
  await open(row);
  document.getElementById(row.id)?.querySelector("[name=source]")?.focus();
}

// What can be done with a row, by the key that is pressed on it, or the tool that is clicked in it.
const tools = {
  edit: open,
  kind: (row) => question(row, "mark/"),
  delete: (row) => question(row, "delete/"),
  up: (row) => step(row, -1),
  down: (row) => step(row, 1),
  audience: (row) => change(row, "mark/", { audience: row.dataset.audience === "public" ? "internal" : "public" }),
};
const deeds = { Enter: tools.edit, Delete: tools.delete, Backspace: tools.delete, p: tools.audience, l: toSource };

function deedOf(key, { altKey }) {
  if (altKey) return Math.abs(STEPS[key]) === 1 && ((row) => step(row, STEPS[key]));
  if (key in STEPS) return (row) => go(row, STEPS[key]);
  const kind = keys()?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.dataset.kind;
  return kind ? (row) => change(row, "mark/", { kind }) : deeds[key];
}

const areOff = () => document.getElementById("shortcuts-on")?.checked === false;
let pressedG = -SEQUENCE;

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (key === "Escape" && target.matches?.("#timeline .events form *")) {
    event.preventDefault();
    return leave(rowOf(target));
  }
  if (rowOf(target) !== target || !keys()) return;
  const follows = event.timeStamp - pressedG < SEQUENCE;
  pressedG = key === "g" ? event.timeStamp : -SEQUENCE;
  const deed = deedOf(key, event);
  if (!deed || (key.length === 1 && (follows || areOff()))) return;
  event.preventDefault();
  deed(target);
});

document.addEventListener("click", (event) => {
  const tool = event.target.closest("#timeline .events :is([data-tool], [data-closes])");
  if (!tool || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const deed = "closes" in tool.dataset ? leave : tools[tool.dataset.tool];
  deed(rowOf(tool));
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#timeline .events form.kinds")) return;
  event.preventDefault();
  change(rowOf(event.target), "mark/", { kind: event.submitter.value });
});

// A saved form brings its row alone, where the page still has the order of the list.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const row = detail.elt.matches("form") && rowOf(detail.elt);
  if (row) detail.parameters.after = above(row);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  prepare();
  const sender = detail.requestConfig.elt;
  const [, key] = sender.getAttribute("action")?.match(/\/timeline\/(\d+)\/$/) ?? [];
  if (!sender.isConnected) document.getElementById(`timeline-${key}`)?.focus({ preventScroll: true });
});

// A row that goes leaves the focus to the one that follows. Nothing comes in its place, so no swap is told.
let next = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!form.matches("form.question") || detail.xhr.status !== 200) return;
  const row = rowOf(form);
  next = row.nextElementSibling ?? row.previousElementSibling ?? document.getElementById("quick-lines");
});

document.addEventListener("htmx:afterRequest", () => {
  if (!next) return;
  prepare();
  next.focus({ preventScroll: true });
  next = null;
});

let following;

document.addEventListener("event-changed", () => {
  clearTimeout(following);
  following = setTimeout(() => window.htmx.trigger(document.body, "draft-changed"), REST);
});

prepare();
