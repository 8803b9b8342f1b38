// What is typed into a section or an entry is saved a second after the last keystroke, and on leaving the field
// or the page. The form stays as it is: the answer only brings what others wrote into fields nobody touches here.
// What was sent without an answer is sent again first, so that nobody's own text looks like somebody else's.

import { drop, keep, kept } from "./kept.js";
import { button, clock, show, signIn, words } from "./saving-state.js";
import { base, fill, same, texts } from "./texts.js";

const PAUSE = 1000; // milliseconds after the last keystroke
const PATIENCE = 20_000; // milliseconds for an answer
const LONGEST = 60; // seconds between two tries
const LEAVING = 60_000; // bytes that a browser still sends for a page that is gone
const STAYING = 15_000; // milliseconds after which a page that was to be left is still there
const REST = 4000; // milliseconds after which the head of the editor follows

const states = new WeakMap(); // form → { timer, sent, refused, running, posted, tries }
const waiting = new Set(); // forms that are sent again when the server can be reached

export const saves = (form) => form.matches("form[data-saves]");
export const isUnsaved = (form) => "unsaved" in form.dataset;

export function stateOf(form) {
  if (!states.has(form)) states.set(form, { tries: 0 });
  return states.get(form);
}

export function touched(form) {
  form.dataset.unsaved = "";
  keep(form, stateOf(form).sent);
  if (saves(form)) later(form, PAUSE);
}

function later(form, pause) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, pause, form);
}

/** Save the form as it is now, and return when nothing is on its way any more. */
export async function save(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.running) return state.running.then(() => isUnsaved(form) && save(form));
  if (state.posted || !form.isConnected || !(isUnsaved(form) || state.sent)) return undefined;
  if (state.refused && same(state.refused, texts(form))) return undefined; // the answer would be the same
  state.running = send(form, state).finally(() => delete state.running);
  return state.running;
}

async function send(form, state) {
  if (!navigator.onLine) return retry(form, "offline");
  const sent = (state.sent ??= texts(form));
  keep(form, sent);
  if (!waiting.has(form)) show(form, "saving");
  const answer = await ask(form, sent);
  if (answer.status === 200) return taken(form, sent, answer.told);
  if (answer.status === 401) {
    state.sent = undefined;
    return retry(form, "signedOut", signIn(form));
  }
  if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
    return retry(form, navigator.onLine ? "unreachable" : "offline");
  }
  refused(form, sent, answer);
}

async function ask(form, sent) {
  const body = new URLSearchParams(Object.entries(sent).flatMap(([name, text]) => [text].flat().map((one) => [name, one])));
  body.set("base", form.elements.base.value);
  body.set("csrfmiddlewaretoken", token(form));
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: String(body).length < LEAVING,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, told: isOurs ? await answer.json() : null };
  } catch {
    return { status: 0 };
  }
}

// Signing in elsewhere changes the token, and the form still holds the old one.
export function token(form) {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
}

function settle(form) {
  const state = stateOf(form);
  waiting.delete(form);
  clearTimeout(state.timer);
  Object.assign(state, { sent: undefined, refused: undefined, tries: 0 });
}

function taken(form, sent, { values, theirs }) {
  settle(form);
  const now = texts(form);
  const opened = base(form) ?? {};
  for (const [name, text] of Object.entries(values)) {
    if (theirs.includes(name) && !bring(form, name, text, sent)) continue;
    opened[name] = text;
  }
  form.elements.base.value = JSON.stringify(opened);
  form.querySelectorAll(".errors, .help > .error").forEach((old) => old.remove());
  form.querySelectorAll(".invalid").forEach((field) => field.classList.remove("invalid"));
  show(form, "saved", clock());
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
  follow();
  if (!same(now, sent)) return touched(form);
  delete form.dataset.unsaved;
  if (!leaving && same(kept(form)?.texts, sent)) drop(form);
}

/** Put what somebody else wrote into a field that nobody touches here; say whether that was so. */
function bring(form, name, text, sent) {
  const here = form.contains(document.activeElement) && document.activeElement.name === name;
  if (here || !same(texts(form)[name], sent[name])) return false;
  fill(form, { [name]: text });
  return true;
}

function refused(form, sent, { status, told }) {
  settle(form);
  if (!same(texts(form), sent)) return touched(form);
  keep(form);
  stateOf(form).refused = sent;
  if (told?.contested) {
    const compare = button(words.compare, () => form.requestSubmit());
    return show(form, "contested", told.contested.join(", "), compare);
  }
  for (const name of told?.theirs ?? []) bring(form, name, told.values[name], sent);
  stateOf(form).refused = texts(form);
  const problems = told?.problems.map(({ field, message }) => (field ? `${field}: ${message}` : message));
  show(form, problems ? "wrong" : status === 404 ? "gone" : "refused", problems?.join(" ") ?? "");
}

function retry(form, why, way = null) {
  const state = stateOf(form);
  state.tries += 1;
  waiting.add(form);
  show(form, "kept" in form.dataset ? why : "unkept", "", way);
  later(form, 1000 * Math.min(2 ** state.tries, LONGEST) * (0.75 + Math.random() / 2));
}

function again() {
  for (const form of waiting) form.isConnected ? save(form) : waiting.delete(form);
}

// The head of the editor tells what the checks find; it follows when the writing rests.
let following;

function follow() {
  clearTimeout(following);
  following = setTimeout(() => window.htmx.trigger(document.body, "draft-changed", { rested: true }), REST);
}

export function unsavedForms() {
  return [...document.querySelectorAll("form[data-saves][data-unsaved]")];
}

// With nothing to save, that it is saved is said again.
document.addEventListener("shortcut:save", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (!form && !document.querySelector("form[data-saves]")) return;
  event.preventDefault();
  if (form && !saves(form)) return form.requestSubmit();
  if (form && !isUnsaved(form)) return show(form, "saved", clock());
  unsavedForms().forEach(save);
});
addEventListener("online", again);
// The page that comes next may have been made before this last saving arrived: it finds the text kept, and drops it.
let leaving = false;
addEventListener("pageshow", () => (leaving = false));
addEventListener("beforeunload", () => {
  leaving = true; // what is asked for now may be made before what is being saved has arrived
  setTimeout(() => (leaving = false), STAYING); // the person stayed after all
});
addEventListener("pagehide", () => {
  leaving = true;
  unsavedForms().forEach(save);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") unsavedForms().forEach(save);
  else again();
});
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-keep]");
  if (form) touched(form);
});
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-saves]");
  if (form) save(form);
});
