// Fields of Markdown get a few tools: what is strong, links, lists, pictures, and rich text that is pasted.
// Everything is typed for the person, so that the browser's own undo takes it back.

import { chosen, takePicture } from "./pictures.js";
import { type } from "./typing.js";

const tools = document.getElementById("prose-tools");
const SHORTCUTS = { b: "[data-wraps='**']", i: "[data-wraps='_']", e: "[data-wraps='`']", k: "[data-links]" };

function prepare(root) {
  if (!tools) return;
  for (const field of root.querySelectorAll("form[data-keep] textarea.prose-input:not(.quick-input)")) {
    if (field.previousElementSibling?.matches(".prose-tools")) continue;
    const bar = tools.content.firstElementChild.cloneNode(true);
    bar.setAttribute("aria-controls", field.id);
    bar.querySelectorAll("button").forEach((button, place) => (button.tabIndex = place ? -1 : 0));
    field.before(bar);
  }
}

function wrap(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  const isWrapped = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
  if (isWrapped) {
    field.setSelectionRange(start - mark.length, end + mark.length);
    type(field, words);
    return field.setSelectionRange(start - mark.length, end - mark.length);
  }
  type(field, mark + words + mark);
  field.setSelectionRange(start + mark.length, end + mark.length);
}

function link(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  const address = /^https?:\/\/\S+$/.test(words) ? words : document.getElementById("picture-words").dataset.link;
  const named = address === words ? "" : words;
  type(field, `[${named}](${address})`);
  const at = named ? start + named.length + 3 : start + 1;
  field.setSelectionRange(at, named ? at + address.length : at);
}

function begin(field, mark) {
  const { value } = field;
  const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const next = value.indexOf("\n", field.selectionEnd);
  const lines = value.slice(start, next < 0 ? value.length : next).split("\n");
  const are = lines.every((line) => line.startsWith(mark));
  field.setSelectionRange(start, next < 0 ? value.length : next);
  type(field, lines.map((line) => (are ? line.slice(mark.length) : mark + line)).join("\n"));
}

function use(button, field) {
  if (button.dataset.wraps) wrap(field, button.dataset.wraps);
  else if (button.dataset.begins) begin(field, button.dataset.begins);
  else if ("links" in button.dataset) link(field);
  else chosen(field);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest(".prose-tools button");
  if (button) use(button, document.getElementById(button.closest(".prose-tools").getAttribute("aria-controls")));
});

// One stop for the Tab key; the arrows lead through the tools.
document.addEventListener("keydown", (event) => {
  const bar = event.target.closest(".prose-tools");
  if (bar && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
    const all = [...bar.querySelectorAll("button")];
    const at = all.indexOf(event.target);
    const right = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const to = { ArrowLeft: at - right, ArrowRight: at + right, Home: 0, End: -1 }[event.key];
    const next = all.at(to % all.length);
    all.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
    return event.preventDefault();
  }
  const field = event.target;
  const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && SHORTCUTS[event.key.toLowerCase()];
  if (!wanted || !field.previousElementSibling?.matches?.(".prose-tools")) return;
  event.preventDefault();
  use(field.previousElementSibling.querySelector(wanted), field);
});

document.addEventListener("paste", async (event) => {
  const field = event.target;
  if (!field.previousElementSibling?.matches?.(".prose-tools")) return;
  const picture = [...event.clipboardData.files].find((file) => file.type.startsWith("image/"));
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (picture && !plain) {
    event.preventDefault();
    return takePicture(field, picture);
  }
  if (!/<(a|b|strong|em|i|code|pre|ul|ol|table|h[1-6]|blockquote)\b/i.test(html)) return;
  event.preventDefault();
  type(field, (await converted(html)) ?? plain);
});

/** Return what the server makes of rich text; null where it can't be had, and the plain words serve. */
async function converted(html) {
  const body = new URLSearchParams({ html });
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(tools.dataset.pasted, { method: "POST", body, signal: AbortSignal.timeout(5000) });
    return answer.ok ? (await answer.json()).markdown : null;
  } catch {
    return null;
  }
}

document.addEventListener("dragover", (event) => {
  if (event.target.previousElementSibling?.matches?.(".prose-tools") && event.dataTransfer.types.includes("Files")) {
    event.preventDefault();
  }
});

document.addEventListener("drop", (event) => {
  const field = event.target;
  const picture = [...(event.dataTransfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
  if (!picture || !field.previousElementSibling?.matches?.(".prose-tools")) return;
  event.preventDefault();
  takePicture(field, picture);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => prepare(detail.elt.closest?.("section") ?? detail.elt));
prepare(document);
