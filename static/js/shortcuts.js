// Keys do what the table in the dialog says. Single characters are for who is not typing, and can be turned off.

const OFF = "candor:single-keys-off";
const PAUSE = 1500; // milliseconds between the presses of one shortcut
const dialog = document.getElementById("shortcuts");
const opener = document.querySelector("[data-opens=shortcuts]");
const single = document.getElementById("shortcuts-on");
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

let before = ""; // what was pressed of a shortcut so far
let timer;

const rows = () => [...dialog.querySelectorAll(":not([hidden]) > dl > [data-keys]:is([data-target], [data-command])")];

function pressed({ key, ctrlKey, metaKey, shiftKey }) {
  const mod = (isMac ? metaKey : ctrlKey) ? "Mod+" : "";
  const shift = shiftKey && key.length > 1 ? "Shift+" : "";
  return mod + shift + (mod && key.length === 1 ? key.toLowerCase() : key);
}

const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

function isMeant({ key, target, ctrlKey, metaKey }) {
  if (ctrlKey || metaKey || key.length > 1) return true;
  return single.checked && !target.closest?.(TYPED);
}

// On the window, so that a part of the page that uses a key itself has had its turn.
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.key === "Shift") return;
  if (document.querySelector("dialog[open]") || !isMeant(event)) return;
  const keys = `${before} ${pressed(event)}`.trim();
  clearTimeout(timer);
  before = "";
  const row = rows().find(({ dataset }) => dataset.keys === keys);
  if (row) return act(row.dataset, event);
  if (!rows().some(({ dataset }) => dataset.keys.startsWith(`${keys} `))) return;
  before = keys;
  timer = setTimeout(() => (before = ""), PAUSE);
});

function act({ target, command }, event) {
  if (command) return tell(command, event);
  const found = target.split(", ").flatMap((selector) => [...document.querySelectorAll(selector)]);
  const wanted = found.find((one) => one.checkVisibility());
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("a, button, summary, [type=checkbox]")) return wanted.click();
  wanted.scrollIntoView({ block: "center" });
  wanted.focus({ preventScroll: true });
}

// Who does it cancels what they are told, and the key does nothing else.
function tell(command, event) {
  const told = new CustomEvent(`shortcut:${command}`, { bubbles: true, cancelable: true });
  const from = event.target === document ? document.body : event.target;
  if (!from.dispatchEvent(told)) event.preventDefault();
}

document.addEventListener("shortcut:send", (event) => {
  const form = event.target.closest("form[method=post]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[type=submit]"));
});

document.addEventListener("shortcut:leave", (event) => {
  if (event.target.closest(TYPED)) event.target.closest("[tabindex='-1']")?.focus({ preventScroll: true });
});

function prepare() {
  for (const group of dialog.querySelectorAll("[data-where]")) group.hidden = !document.querySelector(group.dataset.where);
  if (isMac) dialog.querySelectorAll("kbd").forEach((key) => key.textContent === "Ctrl" && (key.textContent = "⌘"));
  opener.hidden = false;
  try {
    single.checked = localStorage.getItem(OFF) === null;
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}

opener?.addEventListener("click", () => dialog.showModal());
dialog?.addEventListener("click", ({ target }) => target === dialog && dialog.close());
single?.addEventListener("change", () => {
  try {
    single.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1");
  } catch {
    // as above
  }
});

if (dialog && opener) prepare();
