// What somebody types stays in this browser until the server has it: by person, by the form's address, which
// names the report and its part, and by the open page, so that two tabs don't write over each other. It is
// forgotten when it is saved, when the person signs out, and after thirty days.

import { texts } from "./texts.js";

const DAYS = 30;
const START = "candor:unsent:";
const MINE = `${START}${document.body.dataset.person}:`;
const PAGE = `${Date.now()}-${Math.random()}`;

const keyOf = (form) => `${MINE}${form.getAttribute("action")}#${PAGE}`;

/** Keep what the form says. `sent` is what went to the server without an answer, if anything did. */
export function keep(form, sent) {
  // A contested text is decided upon in its own form: until then it belongs to what it was typed over.
  const over = "contested" in form.dataset ? (kept(form)?.base ?? "null") : form.elements.base?.value;
  const { id = "", selectionStart = null } = form.contains(document.activeElement) ? document.activeElement : {};
  const record = { at: Date.now(), texts: texts(form), base: over, sent, field: id, caret: selectionStart };
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(record));
    form.dataset.kept = "";
  } catch {
    delete form.dataset.kept; // no room, or not allowed: the browser asks before the page is left
  }
}

export function kept(form) {
  return read(keyOf(form));
}

export function drop(form) {
  localStorage.removeItem(keyOf(form));
}

/** What other pages of this person left: { key, address, page }, the newest first. */
export function left() {
  const keys = mine().filter((key) => !key.endsWith(PAGE));
  keys.sort((one, other) => read(other).at - read(one).at);
  return keys.map((key) => {
    const [address, page] = key.slice(MINE.length).split("#");
    return { key, address, page };
  });
}

/** Call back once that page is closed, which may be now. */
export function whenClosed(page, then) {
  if (navigator.locks) navigator.locks.request(START + page, then);
  else then();
}

export function mine() {
  return Object.keys(localStorage).filter((key) => key.startsWith(MINE));
}

export function forget(key) {
  localStorage.removeItem(key);
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

for (const key of Object.keys(localStorage)) {
  const isOld = !(read(key)?.at > Date.now() - DAYS * 24 * 3600 * 1000);
  if (key.startsWith(START) && isOld) forget(key);
}
navigator.locks?.request(START + PAGE, () => new Promise(() => {})); // until this page is closed
