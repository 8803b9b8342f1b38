// A section or a list comes back whole after each change. What somebody is writing in other rows
// stays as it is, and the focus stays where the person is working.

const written = new Set();
let kept = [];

document.addEventListener("input", ({ target }) => {
  const form = target.closest(".list form");
  if (form) written.add(form);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const sender = detail.requestConfig.elt;
  if (!detail.shouldSwap || !detail.target.matches(".list")) return;
  kept = [...written].filter((form) => form !== sender && detail.target.contains(form));
  kept = kept.map((form) => ({ form, row: form.closest("li")?.id, asked: form.matches(".ask"), list: detail.target.id }));
  kept.forEach(({ form }) => form.remove()); // or htmx would unbind it together with the old list
  written.delete(sender);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  kept.splice(0).forEach(putBack);
  const sender = detail.requestConfig.elt;
  if (!sender.isConnected && !document.activeElement?.matches("input, textarea, select")) resume(sender);
});

function putBack({ form, row, asked, list }) {
  const place = row && document.querySelector(asked ? `#${row} > .asked` : `#${row}`);
  if (place) {
    place.replaceChildren(form);
    return;
  }
  const blank = document.querySelector(`#${list} form[action="${form.getAttribute("action")}"]`);
  blank?.replaceWith(form);
  form.closest("details")?.setAttribute("open", "");
}

// The old form is gone: go on at the same row, or else at the same part of the page.
function resume(sender) {
  const address = sender.getAttribute("action") ?? "";
  const [, part, key] = address.match(/\/(?:sections|lists)\/(\w+)\/(?:(\d+)\/)?/) ?? [];
  const row = key && document.getElementById(`${part}-${key}`);
  const section = part && document.getElementById(part);
  const wanted = section?.querySelector(".invalid :is(input, textarea, select)");
  const { pressed } = sender.dataset;
  const arrow = row?.querySelector(`[value="${pressed}"]:enabled`) ?? row?.querySelector("button:enabled");
  const again = sender.matches(".done") && row?.querySelector(".done button");
  const tool = again || (pressed ? arrow : row?.querySelector(".tools a:not([hidden])"));
  (wanted ?? tool ?? section?.querySelector("details.add > summary, .buttons button"))?.focus();
}

document.addEventListener("submit", ({ target, submitter }) => {
  if (submitter?.name === "direction") target.dataset.pressed = submitter.value;
}, true);
