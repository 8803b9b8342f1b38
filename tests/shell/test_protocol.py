"""What browsers, proxies and other readers may send over a connection."""

import asyncio
from pathlib import Path

import pytest

from config.serving.heads import Head, Heads
from config.serving.request import Request
from tests.shell.talking import CHECKOUT, DATE, Connection, Talk, root, talk
from tests.shell.test_public_files import PAGE, publish

__all__ = ["root", "talk"]  # fixtures


def test_one_connection_serves_one_request_after_another(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        for _ in range(3):
            connection.say(CHECKOUT)
            status, fields, body = await connection.answer()
            assert (status, fields[b"date"], body) == (200, DATE, PAGE)
            assert b"connection" not in fields
        connection.say(CHECKOUT.replace(b"\r\n\r\n", b"\r\nIf-None-Match: %b\r\n\r\n" % fields[b"etag"]))
        assert (await connection.answer())[0] == 304

    talk(conversation)


def test_a_request_may_come_in_pieces(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        for place in range(len(CHECKOUT)):
            connection.say(CHECKOUT[place : place + 1])
            await asyncio.sleep(0)
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


def test_requests_sent_at_once_are_answered_in_their_order(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        slow = b"GET /workspace/?slow HTTP/1.1\r\nHost: a\r\n\r\n"
        lost = b"GET /nothing/ HTTP/1.1\r\nHost: a\r\n\r\n"
        connection.say(CHECKOUT + slow + CHECKOUT + lost + slow + CHECKOUT)
        answers = [await connection.answer() for _ in range(6)]
        assert [status for status, _, _ in answers] == [200, 200, 200, 404, 200, 200]
        assert [answers[place][2] for place in (0, 2, 5)] == [PAGE] * 3
        assert answers[1][2] == answers[4][2] == b"GET /workspace/  HTTP_HOST"

    talk(conversation)


def test_what_was_asked_before_still_waits_its_turn(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(CHECKOUT)
        await connection.answer()
        connection.say(b"GET /workspace/?slow HTTP/1.1\r\nHost: a\r\n\r\n")
        await asyncio.sleep(0.05)
        connection.say(CHECKOUT)
        assert (await connection.answer())[2] == b"GET /workspace/  HTTP_HOST"
        assert (await connection.answer())[2] == PAGE

    talk(conversation)


def test_the_words_of_a_request_inside_another_are_no_request(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(CHECKOUT)
        await connection.answer()
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(CHECKOUT))
        await asyncio.sleep(0.05)
        connection.say(CHECKOUT)
        assert (await connection.answer())[2].startswith(b"POST /workspace/ GET /incidents/checkout/ HTTP")
        connection.say(b"GET /workspace/ HTTP/1.1\r\nHost: a\r\nX: ")
        await asyncio.sleep(0.05)
        connection.say(CHECKOUT)
        assert (await connection.answer())[2] == b"GET /workspace/  HTTP_HOST HTTP_X"
        connection.say(CHECKOUT)
        assert (await connection.answer())[2] == PAGE

    talk(conversation)


def test_empty_lines_between_requests_are_no_request(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(CHECKOUT)
        assert (await connection.answer())[2] == PAGE
        for _ in range(2):
            connection.say(b"\r\n\r\n")
            await asyncio.sleep(0.1)
        connection.say(CHECKOUT.replace(b"GET", b"HEAD"))
        assert (await connection.answer(head=True))[0] == 200
        connection.writer.write_eof()
        assert await connection.ends(within=3) == b""

    talk(conversation)


def test_a_new_edition_is_sent_to_who_asks_in_the_same_words(talk: Talk, root: Path) -> None:
    async def conversation(connection: Connection) -> None:
        for edition in (b"first", b"second", b"third"):
            publish(root, "incidents/checkout/index.html", edition)
            connection.say(CHECKOUT)
            assert (await connection.answer())[2] == edition

    talk(conversation)


def test_only_so_many_requests_are_remembered() -> None:
    heads = Heads()
    head = Head(Request(b"GET", "/", b"", {}), b"/", "1.1", last=False)
    for number in range(5000):
        heads.keep(b"GET /%d HTTP/1.1\r\n\r\n" % number, head)
    kept = [number for number in range(5000) if heads.get(b"GET /%d HTTP/1.1\r\n\r\n" % number)]
    assert 0 < len(kept) <= 1024
    assert kept[-1] == 4999
    for odd in (b"GET / HTTP/1.1\r\nX: " + b"y" * 3000 + b"\r\n\r\n", b"GET / HTTP/1.1\r\n\r\nbody\r\n\r\n"):
        heads.keep(odd, head)
        assert heads.get(odd) is None


def test_a_program_gets_the_request_as_it_was(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(
            CHECKOUT + b"POST /workspace/a%20b/ HTTP/1.1\r\nHost: a\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
        )
        connection.say(b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        assert (await connection.answer())[0] == 200
        assert (await connection.answer())[0] == 100
        connection.say(b"hello")
        expected = b"POST /workspace/a b/ hello HTTP_EXPECT HTTP_HOST HTTP_X_TWICE"
        assert (await connection.answer())[::2] == (200, expected)
        connection.say(CHECKOUT)
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


def test_no_name_stands_for_another_one(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET /workspace/ HTTP/1.1\r\nHost: a\r\nX_Forwarded_Proto: https\r\n\r\n")
        assert (await connection.answer())[2] == b"GET /workspace/  HTTP_HOST"

    talk(conversation)


@pytest.mark.parametrize(
    "body",
    [b"Content-Length: 5\r\n\r\nhello", b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"],
)
def test_what_is_sent_to_a_page_is_passed_over(talk: Talk, body: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /incidents/checkout/ HTTP/1.1\r\nHost: a\r\n" + body + CHECKOUT)
        assert (await connection.answer())[0] == 405
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /incidents/checkout/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /incidents/checkout/ HTTP/1.0\r\n\r\n",
        b"GET /incidents/checkout/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    ],
)
def test_who_wants_no_other_answer_is_let_go(talk: Talk, request_: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(request_ + CHECKOUT)
        status, fields, body = await connection.answer()
        assert (status, fields[b"connection"], body) == (200, b"close", PAGE)
        assert await connection.ends() == b""

    talk(conversation)


@pytest.mark.parametrize(
    "target",
    [b"http://status.example/incidents/checkout/?a=b", b"/incidents/%63heckout/", b"/incidents/checkout/?"],
)
def test_an_address_may_be_written_in_several_ways(talk: Talk, target: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET " + target + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


def test_head_is_an_answer_without_its_page(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(CHECKOUT.replace(b"GET", b"HEAD") + CHECKOUT)
        _, fields, _ = await connection.answer(head=True)
        assert fields[b"content-length"] == b"%d" % len(PAGE)
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


def test_who_asks_for_another_protocol_gets_the_page_by_this_one(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(CHECKOUT.replace(b"\r\n\r\n", b"\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"))
        assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)
