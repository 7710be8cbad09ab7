"""Fetching from servers that answer honestly, badly, slowly, endlessly, or with a lead elsewhere."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making.server import reply, serving
from newsledger.fetching import Bounds, FetchError, fetch
from newsledger.fetching.addresses import allowed, public, split

NEAR = Bounds(seconds=2.0, body=50_000, redirects=3, private=True)


@pytest.fixture
def server():
    with serving({}) as running:
        yield running


def problem(url, bounds=NEAR, **more):
    with pytest.raises(FetchError) as caught:
        fetch(url, bounds, **more)
    return caught.value


def drip(piece, every, times=10_000):
    def answer(_request, connection):
        for _ in range(times):
            connection.sendall(piece)
            time.sleep(every)

    return answer


# -- honest answers -------------------------------------------------------------------------


def test_an_answer_has_its_body_status_and_headers(server):
    server.routes["/a?b=c"] = reply("hello", ETag='"1"')
    answer = fetch(server.url("/a?b=c"), NEAR, {"If-None-Match": '"0"'})
    assert (answer.body, answer.status, answer.headers["etag"], answer.url) == (
        b"hello",
        200,
        '"1"',
        server.url("/a?b=c"),
    )
    assert server.seen[0].headers["if-none-match"] == '"0"'
    assert server.seen[0].headers["user-agent"].startswith("newsledger/")
    assert server.seen[0].headers["host"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "304 Not Modified", "999 What"])
def test_any_status_is_an_answer(server, status):
    server.routes["/a"] = reply("", status)
    assert fetch(server.url("/a"), NEAR).status == int(status[:3])


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_packed_body_is_unpacked(server, pack):
    server.routes["/a"] = reply(pack(b"hello" * 100), Content_Encoding="gzip")
    assert fetch(server.url("/a"), NEAR).body == b"hello" * 100


def test_a_body_in_chunks_or_without_a_length(server):
    server.routes["/a"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    server.routes["/b"] = b"HTTP/1.0 200 OK\r\n\r\nhello"
    assert [fetch(server.url(path), NEAR).body for path in ("/a", "/b")] == [b"hello", b"hello"]


def test_letters_beyond_ascii_are_written_as_servers_ask(server):
    server.routes["/caf%C3%A9?q=%C3%BC"] = reply("ok")
    assert fetch(server.url("/café?q=ü"), NEAR).body == b"ok"


def test_what_is_posted_arrives(server):
    server.routes["/a"] = lambda request, _: reply(request.method + request.body.decode())
    assert fetch(server.url("/a"), NEAR, posted=b"{}").body == b"POST{}"


# -- bounds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [b"H", b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"],
    ids=["a status line", "many status lines", "a header"],
)
def test_a_slow_drip_ends_at_the_deadline(server, piece):
    server.routes["/a"] = drip(piece, 0.05)
    before = time.monotonic()
    told = problem(server.url("/a"), Bounds(seconds=0.5, private=True))
    assert time.monotonic() - before < 2
    assert "within 0.5 seconds" in told.what or "not HTTP" in told.what
    assert not told.lasting


def test_a_slow_body_ends_at_the_deadline(server):
    def answer(request, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        drip(b"x", 0.05)(request, connection)

    server.routes["/a"] = answer
    before = time.monotonic()
    assert "within 0.5 seconds" in problem(server.url("/a"), Bounds(seconds=0.5, private=True)).what
    assert time.monotonic() - before < 2


def test_an_endless_body_ends_at_the_bound(server):
    def answer(_request, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server.routes["/a"] = answer
    assert "larger than" in problem(server.url("/a")).what


def test_an_endless_header_is_no_answer(server):
    server.routes["/a"] = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"
    server.routes["/b"] = b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000
    assert all("not HTTP" in problem(server.url(path)).what for path in ("/a", "/b"))


def test_a_length_that_is_too_large_is_not_waited_for(server):
    server.routes["/a"] = reply("x", Content_Length="99999999")
    assert "larger than" in problem(server.url("/a")).what


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_not_unpacked(server, pack):
    server.routes["/a"] = reply(pack(b"\0" * 30_000_000), Content_Encoding="gzip")
    assert "larger than" in problem(server.url("/a")).what


# -- bad answers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (reply("hello", Content_Length="50"), "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhel", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhel", "not HTTP"),
        (reply(gzip.compress(b"hello" * 50)[:-9], Content_Encoding="gzip"), "broke off"),
        (reply(b"hello", Content_Encoding="gzip"), "damaged"),
        (reply(b"hello", Content_Encoding="br"), "'br'"),
        (b"", "RemoteDisconnected"),
        (b"hello there\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "not HTTP"),
        (b"\x16\x03\x01\x02\x00", "not HTTP"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_told(server, raw, told):
    server.routes["/a"] = raw
    found = problem(server.url("/a"))
    assert told in found.what
    assert server.url("/a") in found.where


def test_a_server_that_is_not_there():
    with socket.socket() as held:  # bound but not listening, so that nobody else takes the port
        held.bind(("127.0.0.1", 0))
        assert "refused" in problem(f"http://127.0.0.1:{held.getsockname()[1]}/").what.lower()
    assert "is not found" in problem("http://nowhere.invalid/").what


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost that nobody has signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.mark.parametrize(("host", "trusted"), [("localhost", True), ("localhost", False), ("127.0.0.1", True)])
def test_a_server_proves_its_name(certificate, monkeypatch, host, trusted):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with serving({"/a": reply("hidden")}, context) as server:
        url = f"https://{host}:{server.port}/a"
        if trusted and host == "localhost":
            assert fetch(url, NEAR).body == b"hidden"
            assert server.seen[0].headers["host"] == f"localhost:{server.port}"
        else:
            assert "cannot prove its name" in problem(url).what
            assert server.seen == []


def test_a_server_that_speaks_no_tls(server):
    server.routes["/a"] = reply("plain")
    told = problem(server.url("/a").replace("http:", "https:")).what
    # Which comes first is the server's affair: it breaks off, or it waits for a request that never ends.
    assert "connection failed" in told or "No whole answer" in told


# -- where it leads -------------------------------------------------------------------------


def test_redirects_are_followed_and_told(server):
    server.routes["/a"] = reply(status="301 Moved", Location="/b?c")
    server.routes["/b?c"] = reply("here")
    answer = fetch(server.url("/a"), NEAR, {"If-None-Match": "x", "Accept": "text/html"})
    assert (answer.body, answer.url) == (b"here", server.url("/b?c"))
    assert "if-none-match" not in server.seen[1].headers
    assert server.seen[1].headers["accept"] == "text/html"


def test_a_redirect_loop_ends(server):
    server.routes["/a"] = reply(status="302 Found", Location="/a")
    told = problem(server.url("/a"))
    assert "more than 3 times" in told.what
    assert told.lasting
    assert len(server.seen) == 4


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://a.example/", "gopher://x", "javascript:1", "http://", "http://a:b@c.example/"],
)
def test_a_redirect_leads_to_nothing_but_pages(server, location):
    server.routes["/a"] = reply(status="302 Found", Location=location)
    assert problem(server.url("/a")).lasting


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
    *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "::7f00:1"),
    "0.0.0.0",  # noqa: S104 - it is refused
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told_from_public_ones(address):
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_spelling_of_this_machine_is_asked(server, host):
    told = problem(f"http://{host}:{server.port}/a", Bounds(seconds=2))
    assert "private network" in told.what or "not found" in told.what or "no address" in told.what
    assert server.seen == []


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    """The first server counts as public, the one it leads to does not."""
    from newsledger.fetching import addresses

    server.routes["/a"] = reply(status="302 Found", Location=f"http://10.0.0.1:{server.port}/secret")
    monkeypatch.setattr(addresses, "public", lambda address: address == "127.0.0.1")
    assert "private network" in problem(server.url("/a"), Bounds(seconds=2)).what


def test_a_name_that_resolves_to_both_is_asked_at_the_public_address():
    assert allowed("x", 80, private=False, resolve=lambda *_: ["10.0.0.1", "1.1.1.1"]) == ["1.1.1.1"]
    with pytest.raises(FetchError, match="private network"):
        allowed("x", 80, private=False, resolve=lambda *_: ["10.0.0.1", "::1"])


def test_the_connection_goes_to_the_address_that_was_judged(server, monkeypatch):
    """A name that resolves otherwise the second time gains nothing: it is resolved once."""
    answers = iter([["127.0.0.1"]])
    monkeypatch.setitem(allowed.__kwdefaults__, "resolve", lambda *_: next(answers))
    server.routes["/a"] = reply("ok")
    assert fetch(f"http://rebinding.example:{server.port}/a", NEAR).body == b"ok"
    assert next(answers, None) is None


@pytest.mark.parametrize(
    "url",
    [
        *("", "a.example", "//a.example/", "file:///etc/passwd", "http:///a", "http://a b/", "http://a.example:99999/"),
        *("http://[::1", "http://u@a.example/", "http://u:p@a.example/", "http://" + "a" * 70 + ".example/"),
        "http://a.example/" + "x" * 3000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url):
    with pytest.raises(FetchError) as caught:
        split(url)
    assert caught.value.lasting
    assert "p@" not in str(caught.value)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text):
    try:
        parts = split("http://" + text)
    except FetchError:
        return
    assert parts.geturl().isascii()
    assert not set(parts.geturl()) & set(" \r\n\t")
