// The discussion beside a report: a marked passage becomes the quote of a comment, the form opens where the
// person reads, and what is typed into other threads stays while the panel comes and goes.

import { reveal, write } from "./pane.js";

const LONGEST = 1500;
let marked = "";
let opener = null; // the link beside which a comment is being written, away from the panel
let typed = new Map();

// The passage that is marked in what the link stands beside: a field, a row, or anything on the page.
function passage(link) {
  const box = link.closest(".field")?.querySelector("textarea, input");
  if (box) return box.value.slice(box.selectionStart, box.selectionEnd).trim();
  const row = link.closest("li");
  const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
  for (const page of [document, ...frames]) {
    const selection = page?.getSelection();
    const text = String(selection ?? "").trim();
    if (text && (!row || row.contains(selection.anchorNode))) return text;
  }
  return "";
}

// A press takes the marking away before the click is told.
document.addEventListener("pointerdown", ({ target }) => {
  const link = target.closest?.("a.begin");
  if (link) marked = passage(link);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.begin");
  const place = document.getElementById("new-comment");
  if (!link || !place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (changed(place)) return open(place); // other words that are being suggested are put aside by nothing
  const within = place.contains(link);
  const values = within ? asked(link.closest("form")) : quoted(marked || passage(link));
  marked = "";
  const begun = place.querySelector("[name=text]")?.value ?? "";
  await window.htmx.ajax("GET", link.getAttribute("href"), { target: "#new-comment", swap: "innerHTML", values });
  if (!place.querySelector("form")) return; // what was said instead stands among the messages
  const said = place.querySelector("[name=text]");
  if (begun && said) said.value = begun;
  if (!within) opener = link.closest("#discussion") ? null : link;
  open(place);
});

const quoted = (words) => (words ? { quote: words.slice(0, LONGEST) } : {});

// From a comment to a suggestion about the same, which may have been chosen anew since the link was made.
// Of a passage that was cut off the whole text is offered.
function asked({ anchor, quote }) {
  return { on: anchor.value, ...quoted(quote.value.length < LONGEST ? quote.value : "") };
}

function changed(place) {
  const box = place.querySelector("[name=instead]");
  return box && box.value !== box.defaultValue;
}

function open(place) {
  const isApart = !reveal(place) && opener !== null;
  place.classList.toggle("apart", isApart);
  place.querySelector("[data-dismiss]").hidden = false;
  place.querySelector("[name=instead], select:not(#comment-anchor), [name=text]").focus({ preventScroll: isApart });
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-dismiss]")) close();
});

document.addEventListener("keydown", ({ key, target }) => {
  const place = key === "Escape" && target.closest?.("#new-comment");
  if (place && !changed(place) && !place.querySelector("[name=text]")?.value.trim()) close();
});

function close() {
  const place = document.getElementById("new-comment");
  place.replaceChildren();
  place.classList.remove("apart");
  goBack();
}

function goBack() {
  if (opener) write();
  (opener ?? document.querySelector("#discussion a.begin"))?.focus({ preventScroll: true });
  opener = null;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "discussion" || !detail.shouldSwap) return;
  const boxes = [...detail.target.querySelectorAll("textarea")];
  const others = boxes.filter((box) => box.form !== detail.requestConfig.elt && box.value.trim());
  typed = new Map(others.map((box) => [box.id, box.value]));
  const fresh = detail.target.querySelector("#new-comment form");
  if (fresh && fresh !== detail.requestConfig.elt) typed.set("new-comment", fresh);
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "discussion") return;
  const place = document.getElementById("new-comment");
  putBack(place);
  count();
  const undo = document.querySelector(".messages .fixed [type=submit]");
  if (place.querySelector("form")) open(place);
  else if (undo && document.activeElement === document.body) undo.focus({ preventScroll: true });
  else if (opener !== null) told(target.querySelector(".saved").textContent);
});

function putBack(place) {
  const form = typed.get("new-comment");
  if (form) place.replaceChildren(form);
  typed.delete("new-comment");
  for (const [id, text] of typed) {
    const box = document.getElementById(id);
    if (!box || form?.contains(box)) continue;
    box.value = text;
    box.closest("details")?.setAttribute("open", "");
  }
  typed = new Map();
}

// How many threads are open beside each field and row.
function count() {
  for (const place of document.querySelectorAll("[data-discuss]")) {
    const about = `#discussion [data-open][data-about="${CSS.escape(place.dataset.discuss)}"]`;
    const threads = document.querySelectorAll(about);
    const link = place.querySelector("a.threads");
    link.hidden = !threads.length;
    link.querySelector(".number").textContent = threads.length;
    if (threads.length) link.hash = threads[0].id;
  }
  const all = document.getElementById("discussion-count");
  if (all) all.textContent = document.querySelectorAll("#discussion [data-open]").length || "";
}

// On the editor's own page the threads are at hand.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.threads");
  const thread = link && document.getElementById(link.hash.slice(1));
  if (!thread) return;
  event.preventDefault();
  reveal(thread);
  thread.scrollIntoView({ block: "center" });
  thread.querySelector("summary").focus({ preventScroll: true });
});

function told(text) {
  const line = document.createElement("p");
  line.className = "message success floating";
  line.textContent = text;
  document.querySelector(".messages").replaceChildren(line);
  goBack();
}

// A link into a resolved thread opens what it is folded into.
const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
wanted?.closest("details")?.setAttribute("open", "");
wanted?.scrollIntoView({ block: "center" });
