// The pane beside the report shows its preview, its checks or its discussion; on a narrow screen one of them
// stands in the report's place. Without this file its tabs are links to pages that show the same.

const main = document.querySelector("main[data-shown]");
const tabs = [...document.querySelectorAll("a[data-shows]")];
const panels = [...document.querySelectorAll("[data-panel]")];
const wide = matchMedia("(min-width: 60.01rem)");
let left = { field: null, top: 0 }; // where the person was writing

const isWriting = () => main.dataset.shown === "write";

/** Show a tab by its name, or on a narrow screen the report: "write". */
export function show(name) {
  if (isWriting()) left = { field: document.activeElement, top: scrollY };
  const back = !isWriting() && name === "write";
  main.dataset.shown = name;
  for (const panel of panels) if (name !== "write") panel.hidden = panel.dataset.panel !== name;
  mark();
  remember(name);
  document.dispatchEvent(new CustomEvent("pane-shown"));
  if (!wide.matches) scrollTo({ top: back ? left.top : 0, behavior: "instant" });
}

function open() {
  return panels.find((panel) => !panel.hidden).dataset.panel;
}

function mark() {
  const current = wide.matches || !isWriting() ? open() : "write";
  for (const tab of tabs) {
    if (tab.dataset.shows === current) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

function remember(name) {
  const address = new URL(location.href);
  if (name === "write") address.searchParams.delete("pane");
  else address.searchParams.set("pane", name);
  address.hash = "";
  history.replaceState(history.state, "", address);
  if (name !== "write") document.cookie = `candor-pane=${name}; path=/workspace/; max-age=31536000; samesite=lax`;
}

/** Show the panel that an element is in, and return whether it is in one. */
export function reveal(element) {
  const panel = element?.closest("[data-panel]");
  if (panel && (panel.hidden || (isWriting() && !wide.matches))) show(panel.dataset.panel);
  return Boolean(panel);
}

/** Go back to where the person was writing, if the screen shows something else. */
export function write() {
  if (!main || wide.matches || isWriting()) return;
  show("write");
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("a[data-shows]");
  if (!main || !tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const name = tab.dataset.shows;
  show(name);
  if (event.detail !== 0) return; // a press of a key leads into what it shows
  if (name === "write") left.field?.focus({ preventScroll: true });
  else panels.find((panel) => panel.dataset.panel === name).focus({ preventScroll: true });
});

document.addEventListener("shortcut:write", (event) => {
  event.preventDefault();
  write();
  (left.field?.isConnected ? left.field : document.querySelector(".sheet > .section"))?.focus();
});

document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".sheet")) left.field = target;
});

// An address may lead to a thread or to the checks.
function arrive() {
  const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!wanted || !reveal(wanted)) return;
  wanted.closest("details")?.setAttribute("open", "");
  wanted.scrollIntoView({ block: "center" });
}

if (main) {
  wide.addEventListener("change", mark);
  addEventListener("hashchange", arrive);
  mark();
  arrive();
}
