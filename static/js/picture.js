// The picture over the timeline is drawn anew after each change, while it is open. It takes no focus away.

const PAUSE = 250; // milliseconds after a change
const COOKIE = "candor_picture";

let timer;
let request;
let stale = false;

const place = () => document.querySelector("#timeline .picture");

function later() {
  clearTimeout(timer);
  timer = setTimeout(redraw, PAUSE);
}

async function redraw() {
  stale = !place()?.open;
  if (stale || !place()) return;
  request?.abort();
  request = new AbortController();
  try {
    const answer = await fetch(place().dataset.redraws, { signal: request.signal });
    if (answer.ok) await show(await answer.text());
  } catch {
    // drawn again after the next change
  }
}

// The new picture is ready before it takes the place of the old one, so that nothing flickers or moves.
async function show(told) {
  const fresh = document.importNode(new DOMParser().parseFromString(told, "text/html").body, true);
  const old = place()?.querySelector(".drawn");
  if (!old || old.innerHTML.trim() === fresh.innerHTML.trim()) return;
  const href = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
  await fresh.querySelector("img")?.decode().catch(() => {}); // shown all the same
  old.replaceChildren(...fresh.childNodes);
  if (href) old.querySelector(`a[href="${href}"]`)?.focus({ preventScroll: true });
}

document.addEventListener("event-changed", later);
document.addEventListener("draft-changed", later);

document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("#timeline .picture")) return;
  document.cookie = `${COOKIE}=${target.open ? "open" : "closed"}; path=/workspace/; max-age=31536000; samesite=lax`;
  if (target.open && stale) redraw();
}, true);
