"""Pages from the network, only when a person asks: robots.txt heeded, bounded, never to a private address.

Every address is resolved once, checked, and connected to by that number, so that a name that changes its
answer between check and connection (DNS rebinding) reaches nothing; each redirect is checked anew.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from catena import __version__
from catena.collect.assemble import assemble
from catena.collect.formats.source import Source
from catena.collect.limits import PAGE_BYTES_MAX, in_megabytes
from catena.collect.opening import read_items
from catena.collect.records import Collected, Given, Refused

USER_AGENT = f"catena/{__version__} (collects single news pages when a person asks for them)"
REDIRECTS_MAX = 5
TIMEOUT_S = 20.0
# A page that trickles in for longer than this is given up.
TRANSFER_S_MAX = 60.0
ROBOTS_BYTES_MAX = 500_000
DELAY_S = 1.0
DELAY_S_MAX = 30.0
PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], Sequence[str]]


class FetchError(Exception):
    """A page that was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, fields in lower case, body."""

    status: int
    fields: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart."""

    scheme: str
    host: str
    port: int
    path: str


Connect = Callable[[Target, str, int], Answer]


@dataclass(slots=True)
class Fetcher:
    """Fetches pages politely. ``resolve``, ``connect``, ``sleep`` and ``clock`` are the seams for tests."""

    resolve: Resolve = field(default_factory=lambda: resolve_host)
    connect: Connect = field(default_factory=lambda: connect_pinned)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> tuple[str, bytes]:
        """Fetch one page; gives its final address and bytes. Raises FetchError with the reason."""
        for _ in range(REDIRECTS_MAX + 1):
            robots = self._robots_of(url)
            if not robots.can_fetch(USER_AGENT, url):
                raise FetchError("robots.txt of the site asks not to fetch it")
            self._wait(url, robots)
            answer = self._get(url, PAGE_BYTES_MAX)
            if answer.status in (301, 302, 303, 307, 308) and (target := answer.fields.get("location")):
                url = urljoin(url, target)
                continue
            if answer.status != http.HTTPStatus.OK:
                raise FetchError(f"the server answered with status {answer.status}")
            return url, _unpack(answer)
        raise FetchError(f"was sent on more than {REDIRECTS_MAX} times")

    def _get(self, url: str, limit: int) -> Answer:
        parts = _parts(url)
        return self.connect(parts, self._safe_address(parts.host, parts.port), limit)

    def _safe_address(self, host: str, port: int) -> str:
        try:
            addresses = self.resolve(host, port)
        except OSError as error:
            raise FetchError(f"{host} has no address: {error.strerror or error}") from None
        for address in addresses:
            if not is_public(address):
                raise FetchError(f"{host} lies at the private address {address}; only public ones are fetched")
        if not addresses:
            raise FetchError(f"{host} has no address")
        return addresses[0]

    def _robots_of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            robots = RobotFileParser()
            answer = self._get(f"{site}/robots.txt", ROBOTS_BYTES_MAX)
            if answer.status in (401, 403):
                robots.parse(["User-agent: *", "Disallow: /"])
            elif answer.status == http.HTTPStatus.OK:
                robots.parse(answer.body.decode("utf-8", "replace").splitlines())
            else:
                robots.parse([])
            self._robots[site] = robots
        return self._robots[site]

    def _wait(self, url: str, robots: RobotFileParser) -> None:
        """Wait between two pages of one site, as long as its robots.txt asks, within reason."""
        host = urlsplit(url).netloc
        asked = robots.crawl_delay(USER_AGENT)
        delay = min(DELAY_S_MAX, max(DELAY_S, float(asked))) if asked is not None else DELAY_S
        if host in self._last and (left := self._last[host] + delay - self.clock()) > 0:
            self.sleep(left)
        self._last[host] = self.clock()


def fetch_documents(urls: Sequence[str], fetcher: Fetcher, given: Given | None = None) -> Iterator[Collected | Refused]:
    """Fetch pages and collect what they hold; a page that cannot be fetched is a Refused with the reason."""
    for url in urls:
        try:
            final, data = fetcher.fetch(url)
        except FetchError as error:
            yield Refused(url, str(error))
            continue
        except (OSError, http.client.HTTPException, ValueError) as error:
            yield Refused(url, f"cannot be fetched: {error}")
            continue
        source = Source(final, final, read_items, given or Given(url=final), captured_utc=_now_utc())
        for item in read_items(io.BytesIO(data), source):
            yield (
                item
                if isinstance(item, Refused)
                else Collected(assemble(item), item.data, item.origin, item.captured_utc)
            )


def is_public(address: str) -> bool:
    """Say whether an IP address is a public one, also where it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is not None and not is_public(str(wrapped)):
            return False
        # NAT64 carries an IPv4 address in its last 32 bits.
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Resolve a host to its addresses, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_pinned(target: Target, address: str, limit: int) -> Answer:
    """Ask a server at a checked address; its name is still what TLS verifies. Raises FetchError past ``limit``."""
    raw = socket.create_connection((address, target.port), timeout=TIMEOUT_S)
    try:
        if target.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=target.host)
        connection = http.client.HTTPConnection(target.host, target.port, timeout=TIMEOUT_S)
        connection.sock = raw
        headers = {"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5",
                   "Accept-Encoding": "gzip", "Connection": "close"}  # fmt: skip
        connection.request("GET", target.path, headers=headers)
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, _read_body(response, limit))
    finally:
        raw.close()


def _read_body(response: http.client.HTTPResponse, limit: int) -> bytes:
    until = time.monotonic() + TRANSFER_S_MAX
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(65_536):
        size += len(piece)
        if size > limit:
            raise FetchError(f"is over {in_megabytes(limit)} long")
        if time.monotonic() > until:
            raise FetchError(f"took over {TRANSFER_S_MAX:.0f} seconds")
        parts.append(piece)
    return b"".join(parts)


def _unpack(answer: Answer) -> bytes:
    if answer.fields.get("content-encoding", "").lower() not in ("gzip", "x-gzip"):
        return answer.body
    try:
        body = zlib.decompressobj(31).decompress(answer.body, PAGE_BYTES_MAX + 1)
    except zlib.error as error:
        raise FetchError(f"is damaged: {error}") from None
    if len(body) > PAGE_BYTES_MAX:
        raise FetchError(f"unpacks to over {in_megabytes(PAGE_BYTES_MAX)}")
    return body


def _parts(url: str) -> Target:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("is no web address") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError("is no web address; only http and https are fetched")
    if parts.username or parts.password:
        raise FetchError("holds a user name or password; addresses are kept in the case, so give it without")
    if port is not None and port not in PORTS.values():
        raise FetchError(f"asks for port {port}; only 80 and 443 are fetched")
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, parts.hostname, port or PORTS[parts.scheme], path + query)


def _now_utc() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
