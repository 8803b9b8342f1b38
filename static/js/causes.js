// Building the whys with the keyboard alone. With the focus on a cause: w asks why, b adds a cause beside, e edits,
// the arrows go to the next cause, and with Alt they move it. Each key presses what stands there as a link or button.

import { drop } from "./kept.js";

const CAUSE = "#causes li.why[id]";
const FIELDS = "input, textarea, select";
const WAYS = { w: "why", b: "beside", a: "act", e: "edit" };
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

document.addEventListener("keydown", (event) => {
  const wanted = event.isComposing || event.ctrlKey || event.metaKey ? null : meant(event);
  if (!wanted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wanted();
}, true);

/** Return what a key does where it was pressed, or nothing. */
function meant({ target, key, altKey, shiftKey }) {
  const asked = target.closest("form.ask");
  if (asked && key === "Escape") return () => asked.querySelector("[data-leaves]").click();
  if (target.matches("[data-deeper]")) return key === "Tab" && !altKey && !shiftKey && deeper(target);
  const cause = target.closest(CAUSE);
  if (!cause || target.matches(FIELDS)) return null;
  return altKey ? moving(cause, key) : way(cause, key);
}

function way(cause, key) {
  if (key in STEPS) return () => next(cause, STEPS[key])?.querySelector("[data-way]")?.focus();
  const link = cause.querySelector(`[data-way="${WAYS[key.toLowerCase()]}"]`);
  return link && (() => link.click());
}

// At an end nothing happens; the browser's own meaning of the keys would leave the page.
function moving(cause, key) {
  if (!(key in MOVES)) return null;
  const button = cause.querySelector(`[name="direction"][value="${MOVES[key]}"]`);
  return () => button?.click(); // one that is disabled does nothing
}

function next(cause, step) {
  const causes = [...document.querySelectorAll(CAUSE)];
  return causes[causes.indexOf(cause) + step];
}

// Tab makes a line with words the why of the one before; on a line that is one, or empty, it goes on as always.
function deeper(box) {
  const caret = box.selectionStart;
  const begin = box.value.lastIndexOf("\n", caret - 1) + 1;
  const line = box.value.slice(begin).split("\n")[0].trim();
  if (!line || line.startsWith(">")) return null;
  return () => {
    box.setRangeText("> ", begin, begin);
    box.setSelectionRange(caret + 2, caret + 2);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
}

// Leaving the question closes it where it stands and forgets what was typed.
document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-leaves]")?.closest(".asked");
  if (!place) return;
  event.preventDefault();
  const form = place.querySelector("form");
  drop(form);
  place.replaceChildren();
  place.closest("li").querySelector(`[href="${form.getAttribute("action")}"]`)?.focus();
});
