// A box of lines shown as items, each with its own field: Enter begins the next, Backspace in an empty one takes it
// away, Alt with the arrows moves it. The box is still what is saved; without this file it is what is shown.

const fields = (list) => [...list.querySelectorAll("ol input")];

function prepare() {
  for (const list of document.querySelectorAll("[data-lines][hidden]")) {
    const box = document.getElementById(list.dataset.lines);
    box.classList.add("sr");
    box.tabIndex = -1;
    box.addEventListener("filled", () => show(list, box.value));
    box.addEventListener("focus", () => (fields(list)[0] ?? list.querySelector("[data-adds]")).focus());
    list.prepend(document.createElement("ol"));
    list.hidden = false;
    show(list, box.value);
  }
}

function show(list, text) {
  list.querySelector("ol").replaceChildren(...text.split("\n").filter(Boolean).map((line) => item(list, line)));
}

function item(list, text = "") {
  const made = list.querySelector("template").content.firstElementChild.cloneNode(true);
  made.querySelector("input").value = text;
  return made;
}

function tell(list, kind = "input") {
  const box = document.getElementById(list.dataset.lines);
  box.value = fields(list).map(({ value }) => value).filter((line) => line.trim()).join("\n");
  box.dispatchEvent(new Event(kind, { bubbles: true }));
}

function add(list, after = null, text = "") {
  const made = item(list, text);
  after ? after.after(made) : list.querySelector("ol").append(made);
  made.querySelector("input").focus();
  return made;
}

function remove(list, row) {
  const next = row.previousElementSibling ?? row.nextElementSibling;
  row.remove();
  (next?.querySelector("input") ?? list.querySelector("[data-adds]")).focus();
  tell(list);
}

function step(list, row, by) {
  const focused = document.activeElement;
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  by < 0 ? other.before(row) : other.after(row);
  focused.focus();
  tell(list);
}

document.addEventListener("input", ({ target }) => {
  const list = target.matches("input") && target.closest("[data-lines]");
  if (list) tell(list);
});

document.addEventListener("keydown", (event) => {
  const list = event.target.matches("input") && event.target.closest("[data-lines]");
  if (!list || event.isComposing || event.ctrlKey || event.metaKey) return;
  const row = event.target.closest("li");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === "Enter") add(list, row);
  else if (event.key === "Backspace" && !event.target.value) remove(list, row);
  else if (by && event.altKey) step(list, row, by);
  else return;
  event.preventDefault();
});

// Lines that are pasted are an item each.
document.addEventListener("paste", (event) => {
  const list = event.target.matches("input") && event.target.closest("[data-lines]");
  const lines = list ? event.clipboardData.getData("text").split(/\r?\n/).filter((line) => line.trim()) : [];
  if (lines.length < 2) return;
  event.preventDefault();
  const first = event.target;
  first.setRangeText(lines[0].trim(), first.selectionStart, first.selectionEnd, "end");
  lines.slice(1).reduce((row, line) => add(list, row, line.trim()), first.closest("li"));
  tell(list);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-lines] button");
  if (!button) return;
  const list = button.closest("[data-lines]");
  if ("adds" in button.dataset) add(list);
  else if ("removes" in button.dataset) remove(list, button.closest("li"));
  else step(list, button.closest("li"), Number(button.dataset.steps));
});

document.addEventListener("htmx:afterSwap", prepare);
prepare();
