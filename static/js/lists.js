// Causes and actions tell of each other, and causes of events: when one list changed, the other comes anew. Where
// somebody writes in it, it waits until they leave it.

const TOLD_BY = { timeline: "causes", causes: "actions", actions: "causes" };
const waiting = new Set();

function changed(name) {
  const other = document.getElementById(TOLD_BY[name]);
  if (other) follow(other.id);
}

function follow(name) {
  const list = document.getElementById(name);
  const isWritten = list.querySelector(".rows form.entry, form[data-unsaved]") || writing(list);
  if (isWritten) waiting.add(name);
  else window.htmx.trigger(document.body, `${name}-changed`);
}

function writing(list) {
  return list.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
}

const listOf = (address) => address?.match(/\/lists\/(\w+)\//)?.[1];

// The answer tells which list it is; an action may be begun at its cause.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { verb, elt } = detail.requestConfig;
  const name = detail.xhr.getResponseHeader("HX-Retarget")?.slice(1).split("-")[0];
  if (verb !== "post" || detail.xhr.status !== 200 || !(name in TOLD_BY)) return;
  if (elt.matches(".asked > form") && elt.isConnected) close(elt);
  changed(name);
});

function close(form) {
  const way = form.closest("li").querySelector(`[href="${form.getAttribute("action")}"]`);
  form.remove();
  way?.focus();
}

document.addEventListener("saved", ({ target }) => {
  const name = listOf(target.getAttribute("action"));
  if (name in TOLD_BY) changed(name);
});

document.addEventListener("focusout", () => {
  setTimeout(() => {
    const names = [...waiting];
    waiting.clear();
    names.forEach(follow);
  });
});

// A list that came anew by itself has the focus where the old one had it.
let held = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt, verb } = detail.requestConfig;
  const focused = document.activeElement;
  if (verb !== "get" || elt !== detail.target || !elt.contains(focused)) return;
  held = { row: focused.closest("li[id]")?.id, href: focused.getAttribute("href"), list: elt.id };
});

document.addEventListener("htmx:afterSwap", () => {
  if (!held || document.activeElement !== document.body) return;
  const { row, href, list } = held;
  held = null;
  const place = (row && document.getElementById(row)) ?? document.getElementById(list);
  (place?.querySelector(href ? `[href="${href}"]` : ".tools a") ?? place)?.focus({ preventScroll: true });
});
