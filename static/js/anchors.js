// A link to a part of the page copies its address, too. Without this script it is a link like any other.

{
  const said = document.createElement("p");
  said.className = "copied";
  said.setAttribute("role", "status");

  document.querySelector("article[data-copied]")?.addEventListener("click", async (event) => {
    const link = event.target.closest("a.anchor, a.at");
    if (!link || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // the address stands in the browser's own line
    }
    document.body.append(said);
    said.textContent = event.currentTarget?.dataset.copied ?? document.querySelector("article").dataset.copied;
    setTimeout(() => said.replaceChildren(), 2500);
  });
}
