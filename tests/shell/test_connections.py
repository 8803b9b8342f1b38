"""What somebody with bad intent, or none, may do with a connection."""

import asyncio

import pytest

from tests.shell.talking import CHECKOUT, LARGE, READ, Connection, Talk, root, talk
from tests.shell.test_public_files import PAGE

__all__ = ["root", "talk"]  # fixtures


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_what_is_no_request_ends_the_connection(talk: Talk, nonsense: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(nonsense)
        status, fields, _ = await connection.answer()
        assert (status, fields[b"connection"]) == (400, b"close")
        assert await connection.ends() == b""

    talk(conversation)


def test_a_head_without_an_end_is_not_kept_in_memory(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET /incidents/checkout/ HTTP/1.1\r\nHost: a\r\nX: ")
        for _ in range(66):
            connection.say(b"y" * 1000)
            await asyncio.sleep(0.001)
        assert (await connection.answer())[::2] == (400, b"The request's head is too large.")

    talk(conversation)


def test_the_size_of_a_head_is_counted_for_each_request(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        long = CHECKOUT.replace(b"\r\n\r\n", b"\r\nX: %b\r\n\r\n" % (b"y" * 30_000))
        for _ in range(5):
            connection.say(long[:20_000])
            await asyncio.sleep(0.01)
            connection.say(long[20_000:])
            assert (await connection.answer())[::2] == (200, PAGE)

    talk(conversation)


@pytest.mark.parametrize("before", [b"", b"GET / HT", CHECKOUT + b"GET /"])
def test_a_connection_that_nobody_uses_is_let_go(talk: Talk, before: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(before)
        if CHECKOUT in before:
            await connection.answer()
        assert await connection.ends(within=5) == b""

    talk(conversation)


def test_a_connection_in_use_is_kept(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET /workspace/ HTTP/1.1\r\n\r\n")
        await connection.answer()
        for _ in range(10):
            await asyncio.sleep(0.3)
            connection.say(CHECKOUT)
            assert (await connection.answer())[2] == PAGE

    talk(conversation)


def test_a_head_sent_drop_by_drop_is_not_waited_for(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET / HTTP/1.1\r\n")
        ended = asyncio.ensure_future(connection.ends())
        for number in range(60):
            if ended.done():
                return
            connection.say(b"X-%d: a\r\n" % number)
            await asyncio.sleep(0.1)
        pytest.fail("The connection is still open after six times its patience.")

    talk(conversation)


def test_a_reader_who_takes_nothing_is_let_go(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.writer.transport.pause_reading()  # type: ignore[attr-defined]  # a socket's has it
        connection.say(b"GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
        await asyncio.sleep(4)
        connection.writer.transport.resume_reading()  # type: ignore[attr-defined]
        assert len(await connection.ends()) < 20 * len(LARGE)

    talk(conversation)


def test_a_reader_on_a_slow_line_gets_everything(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n")
        await connection.reader.readuntil(b"\r\n\r\n")
        received = 0
        while received < len(LARGE):
            received += len(await connection.reader.read(len(LARGE) // 30))
            await asyncio.sleep(0.1)
        assert received == len(LARGE)

    talk(conversation)


def test_requests_wait_while_their_reader_takes_nothing(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n" * 5 + CHECKOUT)
        for _ in range(5):
            assert (await connection.answer())[2] == LARGE
        assert (await connection.answer())[2] == PAGE

    talk(conversation)


def test_half_of_what_somebody_sends_is_not_taken_for_all_of_it(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(b"POST /workspace/ HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello")
        await asyncio.sleep(0.2)
        connection.writer.close()
        await asyncio.sleep(0.3)

    READ.clear()
    talk(conversation)
    assert READ == []
