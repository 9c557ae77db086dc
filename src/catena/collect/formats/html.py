"""Web pages: all visible text, with everything that is not the article marked as furniture.

trafilatura says which text is the article and what the page declares of itself (schema.org, OpenGraph,
meta tags); htmldate finds its day. The page's text is kept whole and aligned with the article, block by block.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from catena.collect.dates import read_instant
from catena.collect.decode import MARKS, decode
from catena.collect.formats.html_blocks import Block, read_blocks
from catena.collect.formats.source import Items, Source, need, read_limited
from catena.collect.limits import PAGE_BYTES_MAX
from catena.collect.records import Declared, Extract
from catena.errors import UnreadableDocument
from catena.model import Span

# Elements open at once: the article of a news page lies under 40 deep, the parser gives up at 256.
DEPTH_MAX = 2000
ELEMENTS_MAX = 100_000
# A short line belongs to the article only where the article goes on with it.
SHORT_CHARACTERS = 25
NEAR_CHARACTERS = 400
HEAD_BLOCKS = 12

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    (
        b"br",
        b"img",
        b"meta",
        b"link",
        b"input",
        b"hr",
        b"area",
        b"base",
        b"col",
        b"embed",
        b"source",
        b"track",
        b"wbr",
        b"p",
        b"li",
    )
)
_WORDS = re.compile(r"\W+")
# Characters that XML, and so the tree of a page, cannot hold: as they are, or as a reference (&#8; &#x1F; &#65534;).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d);?|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)


def read_html(stream: BinaryIO, source: Source) -> Items:
    """Read a web page: one document."""
    data = read_limited(stream, PAGE_BYTES_MAX, source.name)
    yield extract_page(data, source)


def extract_page(data: bytes, source: Source) -> Extract:
    """Take the document out of a page's bytes; raises UnreadableDocument with the reason."""
    need("trafilatura", "html", source.name)
    html = decode_page(data, source.name)
    tree = parse_page(html, source.name)
    text, blocks = read_blocks(tree)
    if not text.strip():
        raise UnreadableDocument(source.name, "the page shows no text (it may be filled in by scripts)")
    address = source.given.url or (source.name if "://" in source.name else None)
    body, declared = _read_article(tree, address, source.name)
    article = _align(blocks, body)
    title = _find_title(blocks, declared.title, article)
    head = _head_blocks(blocks, title, article)
    furniture = [block.span for number, block in enumerate(blocks) if number not in article and number != title]
    if not article:
        furniture, head = [block.span for block in blocks if block.is_aside], []
    return Extract(
        data=data,
        name=source.name,
        media_type="text/html",
        text=text,
        origin=source.origin,
        given=source.given,
        declared=declared,
        furniture=tuple(furniture),
        head=tuple(blocks[number].span for number in head),
        captured_utc=source.captured_utc,
    )


def decode_page(data: bytes, name: str) -> str:
    """Decode a page: by its mark, by what it declares if that holds, else as a text; a lying charset is passed over."""
    if any(data.startswith(mark) for mark, _ in MARKS):
        return decode(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(data[:4096])
    if declared is not None:
        encoding = declared[1].decode("ascii", "replace").lower()
        try:
            text = data.decode("cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii") else encoding)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and "\0" not in text:
            return text
    return decode(data, name)


def parse_page(html: str, name: str) -> Any:
    """Parse a page into a tree; raises UnreadableDocument for one nested or filled beyond measure."""
    lxml_html = need("lxml.html", "html", name)
    if not html.strip():
        raise UnreadableDocument(name, "the page is empty")
    page = _UNFIT.sub("\ufffd", html).encode("utf-8", "replace")
    _check_depth(page, name)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(page, parser=parser)
    except (ValueError, need("lxml.etree", "html", name).LxmlError) as error:
        raise UnreadableDocument(name, f"is no page that can be parsed: {error}") from None
    return tree


def _check_depth(data: bytes, name: str) -> None:
    depth = elements = 0
    for match in _TAG.finditer(data):
        elements += 1
        if elements > ELEMENTS_MAX:
            raise UnreadableDocument(name, f"holds over {ELEMENTS_MAX:,} tags; such pages are not read")
        if match[3] or match[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEPTH_MAX:
            raise UnreadableDocument(name, f"nests over {DEPTH_MAX} elements in one another; such pages are not read")


def _read_article(tree: Any, address: str | None, name: str) -> tuple[str, Declared]:
    trafilatura = need("trafilatura", "html", name)
    clocks = tuple(_clocks(tree))  # before the extraction prunes the tree
    for library in ("trafilatura", "htmldate"):
        # Their warnings speak of pages without an article, which is an ordinary absence here.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            tree,
            url=address,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except RecursionError:
        raise UnreadableDocument(name, "is nested too deep to be read") from None
    if found is None:
        return "", _read_metadata(tree, address)
    return found.text or "", _declared(found, clocks)


def _clocks(tree: Any) -> Iterator[str]:
    """Give what the page says of its instant of publication: meta tags, then linked data."""
    yield from (str(value) for value in tree.xpath(_CLOCK_TAGS))
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _LINKED_CLOCK.findall(str(script))


_CLOCK_TAGS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time'"
    " or @itemprop='datePublished' or @name='datePublished' or @name='pubdate']/@content"
)
_LINKED_CLOCK = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


def _read_metadata(tree: Any, address: str | None) -> Declared:
    metadata = need("trafilatura.metadata", "html", address or "page")
    return _declared(metadata.extract_metadata(tree, default_url=address))


def _declared(found: Any, clocks: Sequence[str] = ()) -> Declared:
    day = str(found.date or "")
    return Declared(
        title=found.title or None,
        author=(found.author or "").split(";")[0].strip() or None,
        outlet=found.sitename or None,
        url=found.url or None,
        published=found.date or None,
        published_where="in the page's metadata",
        instant=next((i for c in clocks if c.strip()[:10] == day and (i := read_instant(c))), None),
    )


def _align(blocks: Sequence[Block], body: str) -> frozenset[int]:
    """Give the numbers of the blocks that the article is made of, walking through both in step."""
    article = _fold(body)
    kept: set[int] = set()
    at = 0
    for number, block in enumerate(blocks):
        words = _fold(block.text)
        if not words:
            continue
        found = article.find(words, at)
        if found < 0 and len(words) > SHORT_CHARACTERS:
            found = article.find(words)
        if found < 0 or (len(words) <= SHORT_CHARACTERS and found - at > NEAR_CHARACTERS):
            continue
        if len(words) <= SHORT_CHARACTERS and not _is_whole(article, found, len(words)):
            continue
        kept.add(number)
        at = max(at, found + len(words))
    return frozenset(kept)


def _is_whole(article: str, found: int, length: int) -> bool:
    end = found + length
    return (found == 0 or article[found - 1] == " ") and (end == len(article) or article[end] == " ")


def _fold(text: str) -> str:
    return _WORDS.sub(" ", text.casefold()).strip()


def _find_title(blocks: Sequence[Block], title: str | None, article: frozenset[int]) -> int | None:
    """Find the block that is the headline: the declared title, or a first-rank heading, nearest before the article."""
    first = min(article, default=len(blocks))
    wanted = _fold(title) if title else ""
    same = [n for n, block in enumerate(blocks) if wanted and _fold(block.text) == wanted]
    headings = [n for n, block in enumerate(blocks) if block.tag == "h1"]
    for candidates in (same, headings):
        before = [n for n in candidates if n <= first]
        if before:
            return before[-1]
    return same[0] if same else None


def _head_blocks(blocks: Sequence[Block], title: int | None, article: frozenset[int]) -> list[int]:
    """Give the blocks around the headline that may hold its day and byline."""
    if title is None:
        first = min(article, default=0)
        return list(range(max(0, first - 4), first))
    after = [n for n in range(title + 1, min(len(blocks), title + 1 + HEAD_BLOCKS)) if n not in article]
    return [*range(max(0, title - 2), title), *after]


def article_text(extract: Extract) -> str:
    """Give the text without its furniture (for measuring)."""
    kept: list[str] = []
    start = 0
    for span in (*extract.furniture, Span(len(extract.text), len(extract.text))):
        kept.append(extract.text[start : span.start])
        start = span.end
    return "".join(kept)
