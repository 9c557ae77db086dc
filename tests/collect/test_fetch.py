"""Pages are fetched politely, and nothing private is ever asked: tested without a network."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence

import pytest

from catena.collect import Collected, Refused
from catena.collect.fetch import USER_AGENT, Answer, Fetcher, FetchError, Target, fetch_documents, is_public

PAGE = (
    b"<!doctype html><html><head><title>Shot</title></head><body><article><h1>Councillor shot in Port Haven</h1>"
    b"<p>Unknown men shot a councillor outside his home in the harbour town of Port Haven on Friday, police said.</p>"
    b"<p>The attackers left on a motorcycle. Nobody has claimed the killing, the second of its kind this month.</p>"
    b"</article></body></html>"
)


def make_fetcher(
    answers: Mapping[str, Answer], hosts: Mapping[str, Sequence[str]] | None = None
) -> tuple[Fetcher, list[str]]:
    """Make a fetcher that answers from a table; also give the log of what it asked and waited."""
    log: list[str] = []

    def connect(target: Target, address: str, limit: int) -> Answer:
        url = f"{target.scheme}://{target.host}{target.path}"
        log.append(f"{address} {url}")
        return answers.get(url, Answer(404, {}, b""))

    def resolve(host: str, port: int) -> Sequence[str]:
        return (hosts or {}).get(host, ["93.184.216.34"])

    fetcher = Fetcher(resolve, connect, sleep=lambda seconds: log.append(f"wait {seconds:.0f}"), clock=lambda: 0.0)
    return fetcher, log


def ok(body: bytes = PAGE, **fields: str) -> Answer:
    return Answer(200, {name.replace("_", "-"): value for name, value in fields.items()}, body)


def test_a_page_is_fetched_and_collected_under_its_address() -> None:
    fetcher, log = make_fetcher({"https://post.example/a": ok()})
    (item,) = fetch_documents(["https://post.example/a"], fetcher)
    assert isinstance(item, Collected)
    assert item.document.name == item.document.url == "https://post.example/a"
    assert item.captured_utc is not None
    assert log == ["93.184.216.34 https://post.example/robots.txt", "93.184.216.34 https://post.example/a"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "240.0.0.1", "224.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_are_never_asked(address: str) -> None:
    assert not is_public(address)
    fetcher, log = make_fetcher({"https://inside.example/a": ok()}, {"inside.example": [address]})
    (item,) = fetch_documents(["https://inside.example/a"], fetcher)
    assert isinstance(item, Refused)
    assert "private address" in item.reason
    assert log == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    fetcher, _ = make_fetcher({}, {"mixed.example": ["93.184.216.34", "10.0.0.1"]})
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetcher.fetch("https://mixed.example/a")


def test_a_redirect_to_a_private_address_is_refused() -> None:
    answers = {"https://post.example/a": Answer(302, {"location": "http://inside.example/admin"}, b"")}
    fetcher, log = make_fetcher(answers, {"inside.example": ["192.168.0.1"]})
    with pytest.raises(FetchError, match="private address"):
        fetcher.fetch("https://post.example/a")
    assert not any("inside.example" in line for line in log)


def test_redirects_are_followed_and_counted() -> None:
    answers = {f"https://post.example/{n}": Answer(301, {"location": f"/{n + 1}"}, b"") for n in range(9)}
    answers["https://post.example/3"] = ok()
    assert make_fetcher(answers)[0].fetch("https://post.example/0")[0] == "https://post.example/3"
    del answers["https://post.example/3"]
    answers["https://post.example/3"] = Answer(301, {"location": "/4"}, b"")
    with pytest.raises(FetchError, match="more than 5 times"):
        make_fetcher(answers)[0].fetch("https://post.example/0")


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (ok(b"User-agent: *\nDisallow: /private\n"), True),
        (ok(b"User-agent: *\nDisallow: /\n"), False),
        (ok(b"User-agent: catena\nDisallow: /a\n"), False),
        (Answer(404, {}, b""), True),
        (Answer(403, {}, b""), False),
    ],
)
def test_robots_txt_is_heeded(robots: Answer, allowed: bool) -> None:
    fetcher, _ = make_fetcher({"https://post.example/robots.txt": robots, "https://post.example/a": ok()})
    if allowed:
        assert fetcher.fetch("https://post.example/a")[1] == PAGE
    else:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.fetch("https://post.example/a")


def test_two_pages_of_one_site_are_asked_with_the_pause_that_it_wants() -> None:
    answers = {
        "https://post.example/robots.txt": ok(b"User-agent: *\nCrawl-delay: 7\n"),
        "https://post.example/a": ok(),
        "https://post.example/b": ok(),
    }
    fetcher, log = make_fetcher(answers)
    assert len(list(fetch_documents(["https://post.example/a", "https://post.example/b"], fetcher))) == 2
    assert "wait 7" in log


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://post.example/a", "only http and https"),
        ("https://user:secret@post.example/a", "user name or password"),
        ("https://post.example:8080/a", "asks for port 8080"),
        ("https://post.example:x/a", "is no web address"),
        ("nonsense", "is no web address"),
        ("https://post.example/missing", "status 404"),
    ],
)
def test_what_is_not_fetched_is_named_with_the_reason(url: str, words: str) -> None:
    (item,) = fetch_documents([url], make_fetcher({})[0])
    assert isinstance(item, Refused)
    assert words in item.reason


def test_a_compressed_answer_is_unpacked_and_a_bomb_refused() -> None:
    answers = {
        "https://post.example/a": ok(gzip.compress(PAGE), content_encoding="gzip"),
        "https://post.example/b": ok(gzip.compress(b"0" * 26_000_000), content_encoding="gzip"),
    }
    fetcher, _ = make_fetcher(answers)
    assert fetcher.fetch("https://post.example/a")[1] == PAGE
    with pytest.raises(FetchError, match="unpacks to over"):
        fetcher.fetch("https://post.example/b")


def test_the_user_agent_says_who_asks() -> None:
    assert USER_AGENT.startswith("catena/")
