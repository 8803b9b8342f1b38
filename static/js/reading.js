// On the page of a reading: pointing at a field, or at a line of the source, lights up what belongs to it on the
// other side. Without this file the links between the two still lead there and back.

let lit = [];

function light(from) {
  for (const part of lit) part.classList.remove("lit");
  const paths = from ? from.dataset.fields.trim().split(" ") : [];
  lit = paths.flatMap((path) => [...document.querySelectorAll(`[data-fields~="${CSS.escape(path)}"]`)]);
  for (const part of lit) part.classList.add("lit");
  reveal(from);
}

// Brings the other side into view by scrolling its own column, never the page under the pointer.
function reveal(from) {
  const column = from?.closest(".reading > section");
  const other = lit.find((part) => part.closest(".reading > section") !== column);
  const box = other?.closest(".reading > section");
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const { top, bottom } = other.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  if (top < view.top || bottom > view.bottom) box.scrollTop += top - view.top - view.height / 4;
}

for (const event of ["mouseover", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const from = target.closest?.("[data-fields]");
    if (from) light(from);
    else if (!target.closest?.(".reading")) light(null);
  });
}
