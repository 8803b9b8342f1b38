"""How many posts a second does `publish_site --rebuild` make, and with how much memory?

    .venv/bin/python -m bench.publish.rebuild [SIZE]

10,000 posts where no size is given. It uses all processors; the memory is that of the largest of its
processes, of which there is one for each processor and one more.
"""

import sys
import tempfile
from pathlib import Path

from bench.publish import growing

SIZE = int(sys.argv[1]) if sys.argv[1:] else 10_000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        said = growing.grow(Path(name) / "site", SIZE)
        took = growing.manage(said, "publish_site", "--rebuild")
    print(f"--rebuild {SIZE:,}: {took}; {SIZE / took.clock:.0f} posts a second")


if __name__ == "__main__":
    main()
