// The times are shown by other clocks without fetching the rows anew: a form that is open stays.

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

// The zone of the reader's browser is offered where it isn't among the others.
function offer() {
  const place = document.querySelector("#timeline .clocks");
  const link = place?.querySelector("[data-reader]");
  if (!link || !own) return;
  const address = `?zone=${encodeURIComponent(own)}`;
  const others = [...place.querySelectorAll("a:not([data-reader])")].map((one) => decodeURIComponent(one.search));
  if (place.dataset.own === own || others.includes(`?zone=${own}`) || (own === "UTC" && others.includes("?zone=Etc/UTC"))) return;
  link.search = address;
  link.textContent = link.dataset.reader.replace("{}", own);
  link.hidden = false;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#timeline .clocks a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    location.href = link.href;
  }
});

function show(fresh) {
  for (const row of document.querySelectorAll("#timeline .events > li")) {
    const when = fresh.getElementById(row.id)?.querySelector(".when");
    if (when) row.querySelector(":scope > .event .when")?.replaceWith(when);
  }
  const clocks = fresh.querySelector(".clocks");
  document.querySelector("#timeline .clocks").replaceWith(clocks);
  offer();
  const chosen = clocks.querySelector("[aria-current]");
  chosen.focus();
  document.getElementById("timeline-said").textContent = clocks.dataset.said;
}

document.addEventListener("htmx:afterSwap", offer);
offer();
