// Building the whys with the keyboard alone. With the focus on a cause, the arrows go to the next one, and with Alt
// they move it; the single keys of the table of shortcuts press what stands there as a link.

import { drop } from "./kept.js";

const CAUSE = "#causes li.why[id]";
const FIELDS = "input, textarea, select";
const WAYS = ["why", "beside", "act"];
const [LEFT, RIGHT] = document.documentElement.dir === "rtl" ? ["in", "out"] : ["out", "in"];
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: LEFT, ArrowRight: RIGHT };
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
  if (altKey) return key in MOVES && (() => move(cause, MOVES[key]));
  return key in STEPS && (() => next(cause, STEPS[key])?.querySelector("[data-way]")?.focus());
}

// At an end nothing happens: the button is disabled. The browser's own meaning of the keys would leave the page.
function move(cause, direction) {
  cause.querySelector(`[name="direction"][value="${direction}"]`)?.click();
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

for (const way of WAYS) {
  document.addEventListener(`shortcut:${way}`, (event) => {
    const cause = event.target.closest(CAUSE);
    const wanted = cause ? cause.querySelector(`[data-way="${way}"]`) : null;
    if (!wanted && way !== "why") return;
    event.preventDefault();
    if (wanted) return wanted.click();
    const line = document.querySelector("[data-deeper]");
    line?.scrollIntoView({ block: "center" });
    line?.focus({ preventScroll: true });
  });
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
