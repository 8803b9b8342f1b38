// The preview follows what is written: after each saving the post comes anew, made ready behind the one that is
// seen and put in its place at the same passage; and it shows the section in which somebody is writing.

const PAUSE = 300; // milliseconds, so that what is saved together is fetched once
const place = document.querySelector(".frames");
const PARTS = {
  "summary-title": "h1",
  "summary-summary": "#summary",
  summary: ".facts",
  impact: "#impact",
  timeline: "#timeline",
  causes: "#causes",
  actions: "#actions",
  "resolution-closing": "#closing",
  "resolution-went_well": "#lessons",
  "resolution-went_wrong": "#lessons",
  "resolution-lucky": "#lessons",
  resolution: "#resolution",
};

let isStale = false; // something was saved that the frame doesn't show
let coming = null;
let timer;
let followed = "";

const shown = () => place.querySelector("iframe:not(.coming)");
const isSeen = () => place.checkVisibility();

function later() {
  isStale = true;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
}

function refresh() {
  if (!isStale || coming || !isSeen()) return;
  isStale = false;
  coming = shown().cloneNode();
  coming.loading = "eager";
  coming.classList.add("coming");
  coming.addEventListener("load", take, { once: true });
  place.append(coming);
}

// What isn't the post, a page to sign in or nothing at all, is not shown.
function take() {
  const old = shown();
  const next = coming;
  coming = null;
  if (!next.contentDocument?.querySelector("article")) return next.remove();
  stay(old.contentDocument, next.contentDocument);
  next.classList.remove("coming");
  old.remove();
  refresh();
}

/** Scroll a page to the passage at which the other one stands. */
function stay(was, now) {
  const [view, next] = [was?.defaultView, now.defaultView];
  if (!view || !was.querySelector("article")) return;
  const passages = [...was.querySelectorAll("article [id]:not(svg *)")]; // parts of a drawing have no place
  const passage = passages.filter((one) => one.getBoundingClientRect().top < view.innerHeight / 2).at(-1);
  const same = passage && now.getElementById(passage.id);
  const moved = same ? same.getBoundingClientRect().top - passage.getBoundingClientRect().top : view.scrollY;
  next.scrollTo({ top: moved, behavior: "instant" });
}

function follow({ target }) {
  const section = target.closest(".sheet > .section")?.id;
  const part = PARTS[target.id] ?? PARTS[section];
  if (!part || part === followed || !isSeen()) return;
  followed = part;
  const page = shown().contentDocument;
  const wanted = page?.querySelector(part);
  if (!wanted) return;
  const { top, bottom } = wanted.getBoundingClientRect();
  if (top >= 0 && bottom <= page.defaultView.innerHeight) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  page.defaultView.scrollBy({ top: top - 16, behavior: calm ? "instant" : "smooth" });
}

if (place) {
  document.addEventListener("saved", later);
  document.addEventListener("draft-changed", ({ detail }) => detail?.rested || later());
  document.addEventListener("pane-shown", refresh);
  document.addEventListener("focusin", follow);
}
