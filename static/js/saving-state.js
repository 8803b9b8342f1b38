// Beside a form's heading stands whether what is in it is saved. Eyes see each change; assistive technology
// is told only when it becomes another state, not at every save.

export const words = document.getElementById("words-of-saving")?.dataset ?? {};
const told = new WeakMap(); // form → state

export function show(form, state, more = "", way = null) {
  const line = form.querySelector(".saving") ?? form.closest("section")?.querySelector(":scope > .titled .saving");
  if (!line) return;
  const text = (words[state] ?? "") + (more && ` ${more}`);
  const old = line.querySelector("a, button");
  if (old && line.dataset.state === state && line.textContent.startsWith(text)) return; // it may be under a finger
  line.dataset.state = state;
  line.querySelector("[aria-hidden]").textContent = text;
  old?.remove();
  if (way) line.append(way);
  if (state === "saving" || (told.get(form) === state && state === "saved")) return;
  told.set(form, state);
  line.querySelector("[role=status]").textContent = text;
}

export function clock() {
  return new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function button(text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet small";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

/** The way to sign in and come back to the field where the person was writing. */
export function signIn(form) {
  const here = form.contains(document.activeElement) ? document.activeElement.id : form.closest("section")?.id;
  const link = document.createElement("a");
  link.href = `${document.body.dataset.signIn}?next=${encodeURIComponent(`${location.pathname}#${here}`)}`;
  link.textContent = words.signIn;
  return link;
}
