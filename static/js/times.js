// Shows times in the reader's own zone, and remembers the wish. Without this script a page is complete:
// it shows the incident's own clocks, and UTC.

const STORED = "candor-times";
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
// Days stand before months, as the page itself writes them.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });

function wish(value) {
  try {
    if (value === undefined) return localStorage.getItem(STORED);
    localStorage.setItem(STORED, value);
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
  return value ?? null;
}

function inOwnZone(element) {
  const at = new Date(element.dateTime);
  if (element.dataset.show === "moment") return `${day.format(at)}, ${clock.format(at)}`;
  const there = element.dateTime.slice(0, 10);
  const here = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return here === there ? clock.format(at) : `${shortDay.format(at)}, ${clock.format(at)}`;
}

// Whether the reader's clocks stood otherwise than the page's at any of its times.
function differs(element) {
  const [, sign, hours, minutes] = element.dateTime.match(/([+-])(\d\d):(\d\d)$/) ?? [null, "+", 0, 0];
  const ahead = Number(`${sign}1`) * (60 * Number(hours) + Number(minutes));
  return ahead !== -new Date(element.dateTime).getTimezoneOffset();
}

function start(place) {
  const times = [...document.querySelectorAll("time[data-show]")].map((element) => ({ element, text: element.textContent }));
  const button = place.querySelector("button");
  const offer = button.textContent; // stands there from the start, so that nothing moves when it is seen
  if (!times.some(({ element }) => differs(element))) return;

  function show(mine) {
    for (const { element, text } of times) element.textContent = mine ? inOwnZone(element) : text;
    document.documentElement.classList.toggle("own-zone", mine);
    button.textContent = mine ? `${place.dataset.theirs} (${place.dataset.zone})` : offer;
    button.title = own;
  }

  button.addEventListener("click", () => {
    const mine = !document.documentElement.classList.contains("own-zone");
    wish(mine ? "own" : "incident");
    show(mine);
  });
  place.hidden = false;
  show(wish() === "own");
}

const place = document.querySelector(".zones[data-zone]");
if (place && own) start(place);
