// Colleagues see who else is at a report and where. Nothing depends on it, so a failure is not told.

const EVERY = 20_000; // milliseconds
const form = document.getElementById("presence");
const people = form?.querySelector("[role=status]");

function body(more = {}) {
  const said = new FormData(form);
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  if (token) said.set("csrfmiddlewaretoken", token);
  Object.entries(more).forEach(([name, value]) => said.set(name, value));
  return said;
}

async function tell() {
  if (document.hidden) return;
  try {
    const answer = await fetch(form.action, { method: "POST", body: body() });
    if (answer.ok) show(await answer.text());
  } catch {
    // saving says what is wrong with the connection
  }
}

// Only what is new is put there, or a screen reader would say it again each time.
function show(told) {
  const fresh = new DOMParser().parseFromString(told, "text/html").body;
  if (fresh.textContent.trim() !== people.textContent.trim()) people.replaceChildren(...fresh.childNodes);
}

if (form) {
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("focusin", ({ target }) => {
    const part = target.closest(".section[id]")?.id ?? "";
    if (part === form.part.value) return;
    form.part.value = part;
    tell();
  });
  addEventListener("pagehide", () => navigator.sendBeacon(form.action, body({ leaving: "1" })));
}
