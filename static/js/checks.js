// What the checks say stands beside the field while it is typed: the form is sent to be checked, not to be saved.
// Without this file it stands there after saving.

import { isUnsaved, save } from "./autosave.js";
import { write } from "./pane.js";

const PAUSE = 500; // milliseconds after the last keystroke
const checked = new WeakMap(); // form → { timer, sent, request }

function typed(form) {
  const body = new URLSearchParams(new FormData(form));
  // Signing in elsewhere changes the token, and the form still holds the old one.
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  if (token) body.set("csrfmiddlewaretoken", token);
  return body;
}

function later(form) {
  const state = checked.get(form) ?? {};
  clearTimeout(state.timer);
  checked.set(form, { ...state, timer: setTimeout(check, PAUSE, form) });
}

// Only the answer to what was sent last is shown, and only while the form is on the page.
async function check(form) {
  const state = checked.get(form) ?? {};
  clearTimeout(state.timer);
  const body = typed(form);
  if (state.sent === String(body)) return;
  state.request?.abort();
  const request = new AbortController();
  checked.set(form, { sent: String(body), request });
  const told = await ask(form.dataset.check, body, request.signal);
  if (checked.get(form).request !== request || !form.isConnected) return;
  if (told === null) checked.set(form, {});
  else show(told);
}

async function ask(address, body, signal) {
  try {
    const answer = await fetch(address, { method: "POST", body, signal });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // saving will say what is wrong with the connection
  }
}

function show(told) {
  const fresh = new DOMParser().parseFromString(told, "text/html").querySelectorAll(".found");
  const here = document.activeElement;
  const before = here.getBoundingClientRect().top;
  for (const place of fresh) {
    const old = document.getElementById(place.id);
    if (old && old.textContent !== place.textContent) old.replaceChildren(...place.childNodes);
  }
  offerFixes();
  // What is being typed stays where it is, though something came or went above it.
  scrollBy({ top: here.getBoundingClientRect().top - before, behavior: "instant" });
}

// A button beside a field belongs to a form of the panel, which only knows what is saved.
function offerFixes() {
  for (const button of document.querySelectorAll(".found button[form]")) button.hidden = !button.form;
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-check]");
  if (form) later(form);
});

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-check]");
  if (form) check(form);
});

// What is saved in one form may contradict another. The head of the editor comes again after each saving.
let stood = { field: null, top: 0 }; // what is being typed stays where it is, though the head comes anew

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "stage") return;
  const field = document.activeElement;
  stood = { field, top: field.getBoundingClientRect().top };
});

document.addEventListener("htmx:afterSwap", async ({ target }) => {
  offerFixes();
  if (target.id !== "stage") return; // the event comes for the heading and the outline too
  if (stood.field === document.activeElement && stood.field !== document.body) {
    scrollBy({ top: stood.field.getBoundingClientRect().top - stood.top, behavior: "instant" });
  }
  for (const form of document.querySelectorAll("section > form[data-check], .rows form[data-check]")) {
    checked.delete(form);
    await check(form);
  }
});

// A finding leads to its field, in the form of its row where that is needed.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-control]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { control, row } = link.dataset;
  if (!document.getElementById(control) && !document.getElementById(row)) return;
  event.preventDefault();
  if (!document.getElementById(control)) {
    await window.htmx.ajax("GET", link.pathname, { target: `#${row}`, swap: "innerHTML" });
  }
  const place = document.getElementById(control);
  const field = place?.matches("input, textarea, select") ? place : place?.querySelector("input");
  write();
  field?.closest("details")?.setAttribute("open", "");
  field?.focus({ preventScroll: true });
  field?.closest(".field").scrollIntoView({ block: "center" });
});

// A fix changes what is saved, and its section comes again: what is being written there is saved first.
document.addEventListener("submit", async (event) => {
  const { target } = event;
  const parts = target.dataset.touches?.split(" ") ?? [];
  const written = parts.map((part) => document.querySelector(`#${part} > form[data-saves]`));
  const unsaved = written.filter((form) => form && isUnsaved(form));
  if (!unsaved.length) return;
  event.preventDefault();
  event.stopPropagation();
  await Promise.all(unsaved.map(save));
  const form = target.isConnected ? target : document.getElementById(target.id); // the head may have come anew
  if (form && !unsaved.some(isUnsaved)) return form.requestSubmit();
  const line = document.createElement("p");
  line.className = "message error";
  line.textContent = document.body.dataset.unsaved;
  document.querySelector(".messages").replaceChildren(line);
}, true);

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const note = detail.target.querySelector(":scope > .fixed.floating");
  if (note) (note.querySelector("[type=submit]") ?? note).focus({ preventScroll: true });
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-close]")) document.querySelector(".messages").replaceChildren();
});

// From finding to finding, wherever in the report they are.
let visited = -1;

function visit(by) {
  return (event) => {
    const links = document.querySelectorAll("#checks a[data-control]");
    if (!links.length) return;
    event.preventDefault();
    visited = (visited + by + links.length) % links.length;
    links[visited].click();
  };
}

document.addEventListener("shortcut:next-finding", visit(1));
document.addEventListener("shortcut:previous-finding", visit(-1));
