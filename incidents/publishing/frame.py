"""What stands around every page of the public site beside its name: the logo, and ways to other sites."""

from dataclasses import dataclass
from typing import Self

from incidents.models import LinkPlace
from incidents.report import pictures

_HEIGHT, _WIDTH = 32, 200  # CSS pixels at most


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    place: LinkPlace


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as wide and as high as pages show it, so that they keep its room free before it comes."""

    path: str
    width: int
    height: int

    @classmethod
    def of(cls, name: str) -> Self | None:
        """Return the picture of this name, scaled to the head of a page; None where there is none."""
        path = f"{pictures.FOLDER}{name}"
        size = pictures.size(path)
        if not size:
            return None
        scale = min(_HEIGHT / size.height, _WIDTH / size.width)
        return cls(path, max(1, round(size.width * scale)), max(1, round(size.height * scale)))
