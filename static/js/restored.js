// Text that didn't reach the server is put back into its form when the page is opened again, and goes on from
// there: it is saved over what it was typed on, so that a change by somebody else meanwhile is not overwritten.

import { isUnsaved, save, saves, stateOf, touched, unsavedForms } from "./autosave.js";
import { drop, forget, keep, kept, left, mine, read, whenClosed } from "./kept.js";
import { button, words } from "./saving-state.js";
import { base, fill, same, texts } from "./texts.js";

const prepared = new WeakSet();

// A form that comes anew goes on with what was typed into the one before it.
function prepare() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    if (prepared.has(form)) continue;
    prepared.add(form);
    // What is saved by itself can't be cancelled, only left.
    if (saves(form)) form.querySelector("[data-closes]")?.replaceChildren(words.close);
    const record = "contested" in form.dataset ? null : kept(form);
    if (record) putBack(form, record);
  }
}

/** Put kept text into its form, and return whether the form says something else now. */
function putBack(form, record) {
  if (same(record.texts, base(form))) {
    drop(form);
    return false;
  }
  const changed = fill(form, record.texts);
  if (form.elements.base && record.base) form.elements.base.value = record.base;
  stateOf(form).sent = record.sent;
  form.closest("details")?.setAttribute("open", "");
  changed.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
  touched(form);
  return changed.length > 0;
}

// What another page left without saving it comes back here, once that page is closed.
async function inherit({ key, address }) {
  const record = read(key);
  const form = record && (formOf(address) ?? (await opened(address, record)));
  if (!form || isUnsaved(form) || "contested" in form.dataset) return;
  forget(key);
  const before = texts(form);
  if (putBack(form, record)) tell(form, before);
  resume(record);
}

const formOf = (address) => document.querySelector(`form[data-keep][action="${address}"]`);

// An entry's form is opened only to be written in: it is fetched for the text that belongs to it.
async function opened(address, record) {
  const [, list, entry] = address.match(/\/lists\/(\w+)\/(\d+)\/$/) ?? [];
  if (!entry || !document.querySelector(".sheet") || !address.startsWith(location.pathname)) return null;
  const row = document.getElementById(`${list}-${entry}`);
  if (!row) orphaned(address, record);
  else await window.htmx.ajax("GET", address, { target: row, swap: "innerHTML" });
  return formOf(address);
}

// The entry was deleted: its text can only be copied.
function orphaned(address, record) {
  const line = note(words.orphaned);
  const text = document.createElement("pre");
  text.textContent = Object.values(record.texts).flat().filter(Boolean).join("\n\n");
  const gone = () => [line, text].forEach((shown) => shown.remove());
  const forgotten = () => left().filter((one) => one.address === address).forEach(({ key }) => forget(key));
  line.append(" ", button(words.discard, () => (forgotten(), gone())));
  document.querySelector(".messages").append(line, text);
}

function tell(form, opened) {
  const line = note(words.back.replace("{}", form.dataset.keep));
  line.append(" ", button(words.discard, () => discard(form, opened, line)));
  form.prepend(line);
  form.addEventListener("input", ({ isTrusted }) => isTrusted && line.remove());
}

function note(text) {
  const line = document.createElement("p");
  line.className = "message back";
  line.setAttribute("role", "status");
  line.append(text);
  return line;
}

function discard(form, opened, line) {
  line.remove();
  fill(form, opened).forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
  form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  if (saves(form)) return save(form); // what was put back may be saved by now
  drop(form);
  delete form.dataset.unsaved;
}

// Coming back from the sign-in leads to the field, and to the place in it.
function resume(record) {
  const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field?.matches("input, textarea, select")) return;
  field.focus();
  if (record?.field === field.id && record.caret !== null) field.setSelectionRange(record.caret, record.caret);
}

// A form that is sent by its button waits for what is on its way already.
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("form[data-saves]")) return;
  const state = stateOf(form);
  if (!state.running && !state.sent) return;
  event.preventDefault();
  event.stopPropagation();
  if (state.resent) return;
  state.resent = true;
  save(form).finally(() => {
    state.sent = undefined;
    state.resent = false;
    form.requestSubmit(submitter);
  });
}, true);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const form = detail.elt;
  if (!form.matches("form[data-keep]")) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.posted = texts(form);
  keep(form, state.posted);
});

// What was typed after the button was pressed stays kept, and goes into the form that comes.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!form.matches("form[data-keep]") || detail.xhr.status !== 200) return;
  if (same(texts(form), stateOf(form).posted) || form.matches(".quick")) drop(form);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt;
  if (!form.matches?.("form[data-keep]")) return;
  const state = stateOf(form);
  if (form.isConnected && saves(form) && detail.xhr.status !== 200) {
    keep(form, detail.xhr.status === 0 ? state.posted : undefined);
    state.sent = detail.xhr.status === 0 ? state.posted : undefined;
    form.dataset.unsaved = "";
  }
  state.posted = undefined;
  if (detail.xhr.status !== 409 && detail.xhr.status !== 422) save(form);
});

document.addEventListener("htmx:afterSwap", prepare);

document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-discard]")?.closest("form");
  if (form) drop(form);
});

// Signing out forgets what is kept, once it is saved or the person says so: others may use this browser.
document.querySelector("form.who")?.addEventListener("submit", async (event) => {
  if (!mine().length) return;
  event.preventDefault();
  await Promise.all(unsavedForms().map(save));
  if (mine().length && !confirm(words.forget)) return;
  mine().forEach(forget);
  event.target.submit();
});

prepare();
resume();
for (const one of left()) whenClosed(one.page, () => inherit(one));
