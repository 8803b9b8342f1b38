// The preview of the site's identity: each answer is made ready behind the page that is seen, and takes its
// place at the same height. The browser's own picker and the text of a colour say the same.

const place = document.getElementById("identity-shown");
let coming = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== place || !detail.shouldSwap) return;
  detail.shouldSwap = false;
  const answer = document.createElement("template");
  answer.innerHTML = detail.serverResponse;
  const next = answer.content.querySelector("iframe");
  if (next) prepare(next, answer.content.querySelector(".frames").className, answer.content.querySelector(".told"));
});

function prepare(next, scheme, told) {
  coming?.remove();
  coming = next;
  next.classList.add("coming");
  next.addEventListener("load", () => take(next, scheme), { once: true });
  const frames = place.querySelector(".frames");
  frames.append(next);
  place.querySelector(".told").replaceWith(told);
}

function take(next, scheme) {
  if (next !== coming) return;
  coming = null;
  const frames = place.querySelector(".frames");
  const old = frames.querySelector("iframe:not(.coming)");
  const { scrollY, document: was } = old.contentWindow;
  const isAtEnd = scrollY > 0 && scrollY + old.clientHeight >= was.documentElement.scrollHeight - 2;
  const height = next.contentDocument.documentElement.scrollHeight;
  next.contentWindow.scrollTo({ top: isAtEnd ? height : scrollY, behavior: "instant" });
  frames.className = scheme;
  next.classList.remove("coming");
  old.remove();
}

for (const picker of document.querySelectorAll("input.picker")) {
  const text = document.getElementById(picker.dataset.for);
  picker.hidden = false;
  picker.addEventListener("input", () => {
    text.value = picker.value;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  text.addEventListener("input", () => {
    const [, digits] = /^\s*#?([0-9a-f]{6})\s*$/i.exec(text.value) ?? [];
    if (digits) picker.value = `#${digits}`;
  });
}
