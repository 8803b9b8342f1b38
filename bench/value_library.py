# The candidates that were not chosen are not installed, so their types are unknown here.
# mypy: ignore-errors
"""Which library should hold the Report? Import time, and a 40-event report to canonical JSON and back.

    uv run --no-project --with msgspec,pydantic,attrs,cattrs python bench/value_library.py

All do the same work: sorted keys, RFC 3339 times, enumerations checked on the way in.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

START = datetime(2026, 3, 29, 1, 40, tzinfo=UTC)
EVENTS = [
    {"at": START + timedelta(minutes=n), "kind": "other", "text": f"Event {n}: " + "words " * 12}
    for n in range(40)
]


class Kind(StrEnum):
    STARTED = "started"
    OTHER = "other"


def with_dataclasses() -> tuple[Callable[[], bytes], Callable[[bytes], Any]]:
    @dataclass(frozen=True, slots=True)
    class Event:
        at: datetime
        kind: Kind
        text: str

    @dataclass(frozen=True, slots=True)
    class Report:
        title: str
        timeline: tuple[Event, ...]

    made = Report("Title", tuple(Event(e["at"], Kind(e["kind"]), e["text"]) for e in EVENTS))

    def encode() -> bytes:
        return json.dumps(asdict(made), sort_keys=True, default=lambda at: at.isoformat()).encode()

    def decode(data: bytes) -> Report:
        said = json.loads(data)
        events = (
            Event(datetime.fromisoformat(e["at"]), Kind(e["kind"]), e["text"]) for e in said["timeline"]
        )
        return Report(said["title"], tuple(events))

    return encode, decode


def with_msgspec() -> tuple[Callable[[], bytes], Callable[[bytes], Any]]:
    import msgspec

    Event = msgspec.defstruct("Event", [("at", datetime), ("kind", Kind), ("text", str)], frozen=True)
    Report = msgspec.defstruct("Report", [("title", str), ("timeline", tuple[Event, ...])], frozen=True)
    made = msgspec.convert({"title": "Title", "timeline": EVENTS}, Report)
    encoder, decoder = msgspec.json.Encoder(order="sorted"), msgspec.json.Decoder(Report)
    return lambda: encoder.encode(made), decoder.decode


def with_pydantic() -> tuple[Callable[[], bytes], Callable[[bytes], Any]]:
    import pydantic

    options = pydantic.ConfigDict(frozen=True)
    Event = pydantic.create_model(
        "Event", __config__=options, at=(datetime, ...), kind=(Kind, ...), text=(str, ...)
    )
    Report = pydantic.create_model(
        "Report", __config__=options, title=(str, ...), timeline=(tuple[Event, ...], ...)
    )
    made = Report(title="Title", timeline=EVENTS)

    def encode() -> bytes:  # pydantic doesn't sort keys itself
        return json.dumps(made.model_dump(mode="json"), sort_keys=True).encode()

    return encode, Report.model_validate_json


def with_cattrs() -> tuple[Callable[[], bytes], Callable[[bytes], Any]]:
    import attrs
    from cattrs.preconf.json import make_converter

    Event = attrs.make_class(
        "Event",
        {"at": attrs.field(type=datetime), "kind": attrs.field(type=Kind), "text": attrs.field(type=str)},
        frozen=True,
    )
    Report = attrs.make_class(
        "Report",
        {"title": attrs.field(type=str), "timeline": attrs.field(type=tuple[Event, ...])},
        frozen=True,
    )
    converter = make_converter()
    made = converter.structure(
        {"title": "Title", "timeline": [{**e, "at": e["at"].isoformat()} for e in EVENTS]}, Report
    )
    return (
        lambda: json.dumps(converter.unstructure(made), sort_keys=True).encode(),
        lambda data: converter.loads(data.decode(), Report),
    )


CANDIDATES: dict[str, tuple[str, Callable[[], tuple[Callable[[], bytes], Callable[[bytes], Any]]]]] = {
    "dataclasses + json": ("dataclasses, json", with_dataclasses),
    "msgspec": ("msgspec", with_msgspec),
    "pydantic": ("pydantic", with_pydantic),
    "attrs + cattrs": ("attrs, cattrs.preconf.json", with_cattrs),
}


def import_ms(modules: str) -> float:
    code = f"import time; t = time.perf_counter(); import {modules}; print(time.perf_counter() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(9)
    ]
    return min(runs) * 1000


def micros(work: Callable[[], object], times: int = 300) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for _ in range(times):
            work()
        best = min(best, (time.perf_counter() - begun) / times)
    return best * 1e6


def main() -> None:
    print(f"{'library':20} {'import ms':>10} {'encode µs':>10} {'decode µs':>10}")
    for name, (modules, make) in CANDIDATES.items():
        try:
            encode, decode = make()
        except ImportError as error:
            print(f"{name:20} not installed: {error.name}")
            continue
        data = encode()
        encoding, decoding = micros(encode), micros(partial(decode, data))
        print(f"{name:20} {import_ms(modules):10.1f} {encoding:10.1f} {decoding:10.1f}")


if __name__ == "__main__":
    main()
