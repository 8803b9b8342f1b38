"""What is sent with a request: all of it arrives, or none."""

import asyncio

import pytest

from tests.shell.talking import READ, Connection, Talk, asks, root, talk

__all__ = ["root", "talk"]  # fixtures

WAITING = b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"


def test_half_of_what_somebody_sends_is_not_taken_for_all_of_it(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello")
        await asyncio.sleep(0.2)
        connection.writer.close()
        await asyncio.sleep(0.3)

    READ.clear()
    talk(conversation)
    assert READ == []


def test_bodies_that_never_end_keep_nobody_from_the_program(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        unfinished = [await connection.another() for _ in range(8)]
        for each in unfinished:
            each.say(WAITING)
        await asyncio.sleep(0.1)
        connection.say(asks(b"/workspace/"))
        assert (await connection.answer())[0] == 200
        for each in unfinished:
            assert await each.ends(within=5) == b""

    talk(conversation)


def test_a_body_that_comes_slowly_is_waited_for(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(WAITING)
        for _ in range(5):
            await asyncio.sleep(0.6)
            connection.say(b".")
        assert (await connection.answer())[2].startswith(b"POST /workspace/ half.....")

    talk(conversation)


def test_a_body_of_any_coding_is_read_whole(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.say(b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
        assert (await connection.answer())[2] == b"POST /workspace/ hello world HTTP_HOST"

    talk(conversation)


def test_a_body_larger_than_any_form_is_refused(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: 300001\r\n\r\n")
        connection.say(b"x" * 300_001)
        status, fields, _ = await connection.answer()
        assert (status, fields[b"connection"]) == (413, b"close")

    monkeypatch.setattr("config.serving.bodies.LARGEST", 300_000)
    talk(conversation)


def test_what_follows_a_body_says_nothing_about_its_request(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.say(b"0\r\nX-Forwarded-Proto: https\r\nCookie: s=1\r\n\r\n")
        assert (await connection.answer())[2] == b"POST /workspace/  HTTP_HOST"

    talk(conversation)


@pytest.mark.parametrize("path", [b"/workspace/", b"/incidents/checkout/"])
@pytest.mark.parametrize("line", [b"a: b\r\n" * 200, b"y" * 1000], ids=["many", "one"])
def test_what_follows_a_body_is_bounded(talk: Talk, path: bytes, line: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST " + path + b" HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.say(b"0\r\nX: a\r\nY: " if line[:1] == b"y" else b"0\r\n")
        for _ in range(400):
            if connection.writer.is_closing() or connection.reader.at_eof():
                break
            connection.say(line)
            await asyncio.sleep(0.001)
        else:
            pytest.fail("It goes on reading.")

    talk(conversation)
