// The workspace works without this file; with it, text that is kept nowhere is guarded, boxes grow with
// their text, and the focus stays where the person is working.

const changed = new Set();

function grow(box) {
  const lines = box.value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 90)), 0);
  const spare = box.matches(".quick-input") ? 0 : 1;
  box.rows = Math.max(Number(box.dataset.rows ??= box.rows), Math.min(lines + spare, 40));
}

function prepare(root) {
  root.querySelectorAll("textarea.prose-input").forEach(grow);
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-guard]");
  if (form) changed.add(form);
  if (target.matches("textarea.prose-input")) grow(target);
});

// In quick entry, Enter adds the lines; with Shift it begins another.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".quick-input")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// Who types the next line before the last is saved finds it in the field that comes with the new list.
const quick = { sent: "", typed: "" };

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches("form.quick")) quick.sent = target.lines.value;
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!form.matches("form.quick")) return;
  const { value } = form.lines;
  quick.typed = detail.xhr.status === 200 && value.startsWith(quick.sent) ? value.slice(quick.sent.length) : value;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!detail.requestConfig.elt.matches("form.quick")) return;
  const box = document.getElementById(detail.requestConfig.elt.id).querySelector(".quick-input");
  box.value = quick.typed;
  box.focus();
  if (quick.typed) box.dispatchEvent(new Event("input", { bubbles: true }));
  grow(box);
});

document.addEventListener("submit", ({ target }) => changed.delete(target));

addEventListener("beforeunload", (event) => {
  for (const form of changed) {
    if (form.isConnected && !("kept" in form.dataset)) {
      event.preventDefault();
      return;
    }
  }
});

// A refusal comes as a line among the messages, whatever its status; the form it is about stays.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.getResponseHeader("HX-Retarget") !== ".messages") return;
  detail.shouldSwap = true;
  detail.isError = false;
  guard(detail.requestConfig.elt);
});

document.addEventListener("htmx:responseError", lost);
document.addEventListener("htmx:sendError", lost);

function lost({ detail }) {
  if (detail.requestConfig.verb !== "post") return; // a part that can't be fetched anew loses nobody's text
  guard(detail.elt);
  say(document.body.dataset.lost);
}

// What isn't typed text, as a row that was to be moved, keeps nobody on the page.
function guard(sender) {
  if (sender.matches("form")) changed.add(sender);
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const place = detail.elt;
  prepare(place);
  const wanted = place.querySelector(".invalid input, .invalid textarea, .invalid select");
  const opened = place.closest("li") && place.querySelector("form.entry input:not([type=hidden])");
  (wanted ?? opened)?.focus();
});

function say(text) {
  const line = document.createElement("p");
  line.className = "message error";
  line.textContent = text;
  document.querySelector(".messages").replaceChildren(line);
}

prepare(document);
