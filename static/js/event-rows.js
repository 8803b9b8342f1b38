// Changing a row of the timeline: the answer brings that row alone, or the whole list where the page has another
// order than the draft.

import { token } from "./autosave.js";

export const rows = () => [...document.querySelectorAll("#timeline .events > li")];
export const rowOf = (element) => element.closest?.("#timeline .events > li");
export const above = (row) => keyOf(row.previousElementSibling);
export const say = (text) => (document.getElementById("timeline-said").textContent = text);

const keyOf = (row) => row?.id.split("-")[1] ?? "";
const isFree = () => [null, document.body].includes(document.activeElement); // nobody went on meanwhile
const again = (row) => row && document.getElementById(row.id);

/** Ask for what is at a row's address; it takes the row's place, or its content's. Return the answer's status. */
export async function ask(verb, row, path, values = {}, swap = "outerHTML") {
  let status = 0;
  const hear = ({ detail }) => {
    if (detail.requestConfig.elt === row) status = detail.xhr.status;
  };
  document.addEventListener("htmx:beforeSwap", hear);
  try {
    await window.htmx.ajax(verb, row.dataset.address + path, { source: row, target: row, swap, values });
  } catch {
    // the page says that the server did not answer
  } finally {
    document.removeEventListener("htmx:beforeSwap", hear);
  }
  return status;
}

// One change after the other, each on the row as the one before has left it.
let queue = Promise.resolve();

/** Post a change of a row; the focus stays in it, at the same tool. */
export function change(row, path, values) {
  const after = above(row);
  queue = queue.then(() => sent(again(row), path, { ...values, after }));
  return queue;
}

async function sent(row, path, values) {
  if (!row) return 404;
  const held = row.contains(document.activeElement) ? document.activeElement : null;
  const was = "kind" in values ? { was: row.dataset.kind } : {};
  const csrfmiddlewaretoken = token(document.getElementById("timeline-verbs"));
  const status = await ask("POST", row, path, { ...values, ...was, csrfmiddlewaretoken });
  if (held && !held.isConnected && isFree()) {
    const fresh = again(row);
    (fresh?.querySelector(`[data-tool="${held.dataset.tool}"]`) ?? fresh)?.focus({ preventScroll: true });
  }
  return status;
}

/** Put a row before another, or at the end: at once on the page, then on the server; back where that refuses. */
export async function place(row, before, from = row.nextElementSibling) {
  put(row, before);
  const status = await change(row, "move/", { before: keyOf(before) });
  const refused = status < 200 || status >= 400;
  if (refused && again(row)) put(again(row), again(from));
}

export function put(row, before) {
  const held = row.contains(document.activeElement) ? document.activeElement : null;
  if (row !== before && row.nextElementSibling !== before) row.parentElement.insertBefore(row, before);
  held?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
