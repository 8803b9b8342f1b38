"""What strangers' tools say of the demonstration's public site: `make audit`.

It needs a network, Node 20, Java 17 and Chromium.

Lighthouse gives every kind of page a hundred in all four of its categories, the checker of the HTML standard
finds nothing in any page, picture or style sheet, and the client library of status pages reads all that it
knows how to ask for.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.journeys.running import running_site  # noqa: E402 (the tests are found from the project's folder)

TOOLS = ("lighthouse@12.8.2", "vnu-jar@26.9.27", "statuspage.io@3.3.8")
PAGES = (
    "/",
    "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/",
    "/history/",
    "/components/online-booking/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ALL = 100
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
CLIENT = """
const { Statuspage } = require("statuspage.io");
const client = new Statuspage("any");
client.setApiUrl(process.argv[1]);
const { api } = client;
(async () => {
  const { status, incidents, components } = await api.getSummary();
  const told = {
    status: (await api.getStatus()).status.indicator === status.indicator,
    components: (await api.getComponents()).components.length === components.length,
    all: (await api.incidents.getAll()).incidents.length > 0,
    unresolved: (await api.incidents.getUnresolved()).incidents.length === incidents.length,
    upcoming: (await api.scheduledMaintenances.getUpcoming()).scheduled_maintenances.length === 0,
    active: (await api.scheduledMaintenances.getActive()).scheduled_maintenances.length === 0,
  };
  console.log(JSON.stringify(told));
})();
"""


def main() -> int:
    home = Path(tempfile.gettempdir()) / "candor-audit"
    install(home)
    with tempfile.TemporaryDirectory() as var, running_site(Path(var)) as address:
        faults = [*scores(home, address), *invalid(home, Path(var) / "public"), *misread(home, address)]
    print("\n".join(faults) or "Nothing to mend.")
    return 1 if faults else 0


def install(home: Path) -> None:
    home.mkdir(exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", home, *TOOLS], check=True)


def scores(home: Path, address: str) -> Iterator[str]:
    """Yield each page with a category that Lighthouse gives less than a hundred in each of three tries.

    How fast it finds a page depends on what else the machine does; what is wrong in it shows every time.
    """
    for path in PAGES:
        tries = (judged(home, f"{address}{path}") for _ in range(3))
        low: dict[str, int] = {}
        for given, faults in tries:
            print(path, given, faults, flush=True)
            low = {name: score for name, score in given.items() if score < ALL}
            if not low:
                break
        if low:
            yield f"Lighthouse on {path}: {low}"


def judged(home: Path, address: str) -> tuple[dict[str, int], list[str]]:
    """Return what Lighthouse gives a page in each category, and what it finds missing there."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    answer = subprocess.run(
        [
            *(home / "node_modules/.bin/lighthouse", address, "--quiet", "--output=json"),
            *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}"),
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        check=True,
        capture_output=True,
    )
    told = json.loads(answer.stdout)
    audits = told["audits"].values()
    faults = [each["title"] for each in audits if each["scoreDisplayMode"] == "binary" and not each["score"]]
    return {name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES}, faults


def invalid(home: Path, tree: Path) -> Iterator[str]:
    """Yield what the checker finds in the tree's pages, pictures and style sheets."""
    found = [path for path in sorted(tree.rglob("*")) if path.suffix in {".html", ".svg", ".css"}]
    shown = [path for path in found if not any(part.startswith(".") for part in path.relative_to(tree).parts)]
    jar = home / "node_modules/vnu-jar/build/dist/vnu.jar"
    checker = ["java", "-jar", str(jar), "--also-check-css", "--also-check-svg", "--format", "gnu"]
    answer = subprocess.run([*checker, *map(str, shown)], check=False, capture_output=True, text=True)
    print(f"{len(shown)} documents checked", flush=True)
    yield from answer.stderr.splitlines()


def misread(home: Path, address: str) -> Iterator[str]:
    """Yield what the client library of status pages does not find as it should be."""
    answer = subprocess.run(
        ["node", "-e", CLIENT, address], cwd=home, check=False, capture_output=True, text=True
    )
    told = json.loads(answer.stdout) if answer.returncode == 0 else {answer.stderr: False}
    print("status page client", told, flush=True)
    yield from (f"The client of status pages: {what}" for what, is_so in told.items() if not is_so)


if __name__ == "__main__":
    sys.exit(main())
