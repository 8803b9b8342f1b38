import base64

import pytest

from incidents.report.value import Audience
from tests.report.checks.clean import changed, check_clean, check_finds, with_event

CODE = "image-metadata"


def picture(held: bytes) -> str:
    """Return an embedded image, as an editor pastes one."""
    encoded = base64.b64encode(b"\xff\xd8\xff\xe1" + held + bytes(40)).decode()
    return f"![Failed payments rise to 37.5% at 10:30](data:image/jpeg;base64,{encoded})"


@pytest.mark.parametrize(
    ("held", "called"),
    [
        (b"Exif\0\0", "Exif data"),
        (b"http://ns.adobe.com/xap/1.0/", "XMP data"),
        (b"Photoshop 3.0", "IPTC data"),
        (b"tEXtAuthor", "a text"),
    ],
)
def test_what_a_camera_or_a_program_wrote(held: bytes, called: str) -> None:
    found = check_finds(changed(resolution=picture(held)), CODE, "resolution")

    assert f"carries {called}" in found.message


def test_a_bare_picture_and_one_for_colleagues() -> None:
    report = with_event(6, text=picture(b"Exif\0\0"), audience=Audience.INTERNAL)

    check_clean(changed(timeline=report.timeline, resolution=picture(b"JFIF")))


def test_what_only_looks_like_an_image() -> None:
    check_clean(changed(resolution="![The graph of that day](data:image/png;base64,A)"))
