// Going from section to section of a report: each takes the focus as a whole, and Tab leads into it.

const sections = () => [...document.querySelectorAll(".sheet > .section")].filter((one) => one.checkVisibility());

/** The section with the focus, or else the one that is being read. */
function here(from) {
  const focused = from.closest?.(".section");
  const reached = sections().filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
  return sections().indexOf(focused ?? reached.at(-1));
}

export function goTo(section) {
  section.scrollIntoView({ block: "start" });
  section.focus({ preventScroll: true });
}

function step(by) {
  return (event) => {
    event.preventDefault();
    const next = sections()[Math.max(0, here(event.target) + by)];
    if (next) goTo(next);
  };
}

document.addEventListener("shortcut:next-section", step(1));
document.addEventListener("shortcut:previous-section", step(-1));

document.addEventListener("click", (event) => {
  const link = event.target.closest("#outline a[href^='#']");
  const section = link && document.getElementById(link.hash.slice(1));
  if (section?.matches("[tabindex]")) setTimeout(() => section.focus({ preventScroll: true })); // after the browser went there
});
