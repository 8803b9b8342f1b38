// Buttons under a field that fill in what is written most often. Without this file they are not shown.

function prepare() {
  for (const presets of document.querySelectorAll("[data-fills][hidden]")) presets.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-fills] [data-text]");
  if (!button) return;
  const field = document.getElementById(button.parentElement.dataset.fills);
  field.value = button.dataset.text;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
});

document.addEventListener("htmx:afterSwap", prepare);
prepare();
