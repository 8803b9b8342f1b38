"""What somebody with bad intent, or none, may do with a connection."""

import asyncio

import pytest

from tests.shell.talking import CHECKOUT, LARGE, Connection, Talk, asks, root, talk
from tests.shell.test_public_files import PAGE

__all__ = ["root", "talk"]  # fixtures

SLOW = asks(b"/workspace/?slow")
WISH = b" HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"


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
        for _ in range(67):
            connection.say(b"y" * 1000)
            await asyncio.sleep(0.001)
        assert (await connection.answer())[::2] == (400, b"A part of the request is too large.")

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
        connection.say(b"GET /workspace/ HTTP/1.1\r\nHost: a\r\n\r\n")
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


def test_only_so_many_requests_wait(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(SLOW + asks(b"/workspace/") * 1000)
        answers = (await connection.ends(within=20)).count(b"HTTP/1.1 200 OK")
        assert 100 <= answers <= 102

    talk(conversation)


def test_readers_who_leave_while_more_is_sent_to_them_take_no_thread_along(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        for _ in range(8):
            leaver = await connection.another()
            leaver.say(asks(b"/workspace/?stream") + asks(b"/workspace/"))
            await leaver.reader.readuntil(b"\r\n\r\n")
            leaver.writer.transport.abort()
        await asyncio.sleep(0.2)
        connection.say(asks(b"/workspace/"))
        assert (await connection.answer())[0] == 200

    talk(conversation)


@pytest.mark.parametrize("cut", [20, 40, len(CHECKOUT) - 1])
def test_many_small_requests_are_no_large_one(talk: Talk, cut: int) -> None:
    async def conversation(connection: Connection) -> None:
        small = CHECKOUT.replace(b"GET", b"HEAD").replace(b"\r\n\r\n", b"\r\nX: %b\r\n\r\n" % (b"y" * 500))
        connection.say(small * 200 + CHECKOUT[:cut])
        for _ in range(200):
            assert (await connection.answer(head=True))[0] == 200
        connection.say(CHECKOUT[cut:])
        assert (await connection.answer())[0] == 200

    talk(conversation)


@pytest.mark.parametrize("nonsense", [b"NONSENSE\r\n\r\n", asks(b"/x").replace(b"Host: a\r\n", b"")])
@pytest.mark.parametrize("target", [b"/workspace/?slow", b"/workspace/?stream"])
def test_nonsense_cuts_into_no_answer(talk: Talk, target: bytes, nonsense: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(asks(target) + nonsense)
        status, fields, _ = await connection.answer()
        assert (status, fields[b"connection"]) == (200, b"close")
        assert await connection.ends() == b""

    talk(conversation)


def test_what_follows_the_wish_for_another_protocol_is_answered(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        for path in (b"/incidents/checkout/", b"/workspace/"):
            connection.say((b"GET " + path + WISH + b"\r\n" + CHECKOUT) * 2)
            assert [(await connection.answer())[0] for _ in range(4)] == [200] * 4

    talk(conversation)


@pytest.mark.parametrize(
    "odd",
    [
        asks(b"/incidents/checkout/").replace(b"Host: a\r\n", b""),
        asks(b"/incidents/checkout/", b"Transfer-Encoding: xchunked\r\n"),
        asks(b"/workspace/", b"Transfer-Encoding: identity\r\n"),
        b"POST /workspace/" + WISH + b"Content-Length: 5\r\n\r\nhello",
    ],
)
def test_what_cannot_be_told_for_certain_is_refused(talk: Talk, odd: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(odd)
        assert (await connection.answer())[0] == 400
        assert await connection.ends() == b""

    talk(conversation)


@pytest.mark.parametrize("target", [b"/incidents/checkout/#x", b"http://localhost", b"http://a/nothing/?a=b"])
def test_an_address_means_the_same_behind_another_request(talk: Talk, target: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(asks(target))
        alone = (await connection.answer())[0]
        connection.say(SLOW + asks(target))
        await connection.answer()
        assert (await connection.answer())[0] == alone

    talk(conversation)


@pytest.mark.parametrize("target", [b"/incidents/checkout/", b"/workspace/?slow"])
def test_who_says_that_no_more_will_come_is_answered(talk: Talk, target: bytes) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(asks(target))
        connection.writer.write_eof()
        assert (await connection.answer())[0] == 200
        assert await connection.ends(within=3) == b""

    talk(conversation)


def test_cookies_in_two_fields_are_both_cookies(talk: Talk) -> None:
    async def conversation(connection: Connection) -> None:
        connection.say(asks(b"/workspace/", b"Cookie: a=1\r\nX: y\r\nCookie: b=2\r\n"))
        assert (await connection.answer())[2] == b"GET /workspace/  HTTP_HOST HTTP_X a=1; b=2"

    talk(conversation)
