# ruff: noqa: E501 - markup is left in the lines of its site
"""Pages of news sites, generated: twenty-four ways in which real sites build a page, with the right answer beside it.

Every site tells the same invented stories (``collect_stories.yaml``) in its own markup, with its own menus,
teasers, share boxes, comments and traps: the day only in words, another day in the sidebar, a copyright year,
paragraphs as line breaks, a lying charset. The label of a page is its article (paragraphs) and its day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import yaml

STORIES = Path(__file__).with_name("collect_stories.yaml")


@dataclass(frozen=True, slots=True)
class Story:
    """One invented report."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]
    day: dt.date
    author: str

    @property
    def written_day(self) -> str:
        """Give the day as newspapers write it: ``7 June 2021``."""
        return f"{self.day.day} {self.day:%B %Y}"

    @property
    def body(self) -> str:
        """Give the paragraphs as HTML paragraphs."""
        return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page with its label."""

    site: str
    data: bytes
    article: str
    day: str


@cache
def load_stories() -> tuple[Story, ...]:
    """Load the stories."""
    table = yaml.safe_load(STORIES.read_text(encoding="utf8"))
    return tuple(
        Story(s["title"], s["standfirst"], tuple(s["paragraphs"]), dt.date.fromisoformat(s["day"]), s["author"])
        for s in table["stories"]
    )


MENU = "".join(
    f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ("Home", "World", "Politics", "Business", "Sport", "Opinion")
)
SHARE = '<div class="share"><span>Share</span> <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">WhatsApp</a></div>'
TEASERS = (
    "Mayor of Old Bay resigns over harbour contract", "Floods cut the coastal road for a third day",
    "Teachers’ union calls a two-day strike", "Five things to know about the new fuel tax",
)  # fmt: skip
RELATED = "<ul>" + "".join(f'<li><a href="/t{n}">{escape(t)}</a></li>' for n, t in enumerate(TEASERS)) + "</ul>"
DATED_TEASERS = "".join(
    f'<div class="teaser"><a href="/d{n}">{escape(t)}</a> <time datetime="2023-0{n + 1}-11">{11} March 2023</time></div>'
    for n, t in enumerate(TEASERS)
)
COMMENTS = (
    '<section id="comments"><h3>2 Comments</h3><div class="comment"><b>reader88</b> <span>3 January 2024</span><p>When will'
    ' this end? My cousins live there and nobody tells them anything at all.</p></div><div class="comment"><b>old salt</b>'
    "<p>The minister should go. That is all I have to say about this.</p></div><h3>Leave a Reply</h3><p>Your email address"
    ' will not be published.</p><form><textarea></textarea><input type="submit" value="Post Comment"></form></section>'
)
FOOTER = (
    "<p>© 2024 {site}. All rights reserved.</p><p><a>Privacy Policy</a> | <a>Terms of Use</a> | <a>Contact Us</a></p>"
)


def _page(head: str, body: str, *, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def _title(story: Story, site: str) -> str:
    return f"<title>{escape(story.title)} - {site}</title>"


def _og(story: Story, site: str) -> str:
    return (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{site}">'
        f'<meta property="og:type" content="article">'
    )


def _published(story: Story) -> str:
    return f'<meta property="article:published_time" content="{story.day}T06:30:00+00:00">'


def wordpress(s: Story, site: str) -> str:
    """A WordPress newspaper theme."""
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<header id="masthead"><nav class="main-navigation"><ul class="menu">{MENU}</ul></nav></header><div id="content">'
        f'<article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{escape(s.title)}</h1>'
        f'<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{s.day}">'
        f'{s.written_day}</time></span> <span class="byline">by <a>{s.author}</a></span></div></header>'
        f'<div class="entry-content">{s.body}<div class="sharedaddy">{SHARE}</div></div><footer class="entry-footer"><span>'
        f"Posted in <a>Crime</a></span> <span>Tagged <a>violence</a>, <a>police</a></span></footer></article>{COMMENTS}</div>"
        f'<aside id="secondary" class="widget-area"><h2>Recent Posts</h2>{RELATED}</aside><footer>{FOOTER.format(site=site)}'
        "</footer>",
    )


def drupal(s: Story, site: str) -> str:
    """A Drupal site of a public broadcaster."""
    return _page(
        _title(s, site) + f'<meta name="dcterms.date" content="{s.day}T09:00+02:00">',
        f'<div class="region-header"><ul class="links">{MENU}</ul></div><main><div class="breadcrumb"><a>Home</a> » <a>News</a>'
        f'</div><div class="node node--type-article"><h1 class="page-title">{escape(s.title)}</h1><div class="submitted">'
        f'Submitted by {s.author} on {s.day:%a, %d/%m/%Y} - 09:00</div><div class="field--name-body">{s.body}</div>'
        f'<div class="field--name-field-tags"><a>Security</a></div></div></main><div class="region-sidebar"><h2>Most read</h2>'
        f'{RELATED}</div><div class="region-footer">{FOOTER.format(site=site)}</div>',
    )


def blogger(s: Story, site: str) -> str:
    """A blog of a local monitor."""
    return _page(
        f"<title>{site}: {escape(s.title)}</title>",
        f'<div class="header"><h1><a href="/">{site}</a></h1></div><div class="date-outer"><h2 class="date-header"><span>'
        f'{s.day:%A, %d %B %Y}</span></h2><div class="post hentry"><h3 class="post-title entry-title"><a>{escape(s.title)}</a>'
        f'</h3><div class="post-body entry-content">{"<br/><br/>".join(map(escape, s.paragraphs))}</div>'
        f'<div class="post-footer">Posted by <span>{s.author}</span> at <abbr class="published" title="{s.day}T22:14:00">'
        f'22:14</abbr></div></div></div><div class="sidebar"><h2>Blog Archive</h2><ul><li>2024 (12)</li><li>2023 (88)</li></ul>'
        "</div><div>Powered by Blogger.</div>",
    )


def amp(s: Story, site: str) -> str:
    """An AMP page with linked data."""
    data = (
        f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{s.title}","datePublished":"{s.day}T08:00:00Z",'
        f'"dateModified":"2023-11-02T08:00:00Z","author":{{"@type":"Person","name":"{s.author}"}}}}'
    )
    return _page(
        _title(s, site) + f'<script type="application/ld+json">{data}</script>',
        f'<amp-sidebar><ul>{MENU}</ul></amp-sidebar><main><article><h1>{escape(s.title)}</h1><p class="summary">'
        f"{escape(s.standfirst)}</p><amp-img></amp-img>{s.body}</article></main><section><h2>Read next</h2>{RELATED}</section>"
        f"<footer>{FOOTER.format(site=site)}</footer>",
    )


def table_layout(s: Story, site: str) -> str:
    """A page of 1999, laid out in tables, the day in words only."""
    text = "<br><br>\n".join(map(escape, s.paragraphs))
    return (
        f"<html><head><title>{escape(s.title)}</title></head><body bgcolor=white><table width=760><tr><td colspan=3><font size=5>"
        f"<b>{site}</b></font></td></tr><tr><td width=130 valign=top><a href=/>Home</a><br><a href=/n>News</a><br><a href=/s>"
        f"Sport</a><br><a href=/a>Archive</a></td><td valign=top><font size=4><b>{escape(s.title)}</b></font><br><i>"
        f"{s.day:%B} {s.day.day}, {s.day.year}</i><br>By {s.author}<br><br>{text}</td><td width=120 valign=top><b>Other news</b>"
        f"<br>{'<br>'.join(escape(t) for t in TEASERS)}</td></tr></table><center><font size=1>Copyright 2003 {site}</font>"
        "</center></body></html>"
    )


def broadsheet(s: Story, site: str) -> str:
    """A European broadsheet with a standfirst, a figure and a subscription box in the text."""
    first, *rest = s.paragraphs
    body = "\n".join(f"<p>{escape(p)}</p>" for p in rest)
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<nav aria-label="sections"><ul>{MENU}</ul></nav><main><article><header><h1>{escape(s.title)}</h1><p class="standfirst">'
        f'{escape(s.standfirst)}</p><address>{s.author}</address><time datetime="{s.day}T05:00:00Z">{s.day:%a %d %b %Y}</time>'
        f"</header><figure><img><figcaption>Smoke over the harbour. Photograph: Agency/Getty Images</figcaption></figure>"
        f'<div class="body"><p>{escape(first)}</p><aside class="newsletter"><h4>Sign up to First Edition</h4><p>Our free daily'
        f" newsletter, every weekday morning.</p></aside>{body}</div>{SHARE}</article><aside><h2>Most viewed</h2>{RELATED}</aside>"
        f"</main><footer>{FOOTER.format(site=site)}</footer>",
    )


def react(s: Story, site: str) -> str:
    """A page of generated class names without any semantic element."""
    body = "".join(
        f'<div class="css-1n{n}x"><span class="css-9a">{escape(p)}</span></div>' for n, p in enumerate(s.paragraphs)
    )
    return _page(
        _title(s, site)
        + f'<meta property="og:title" content="{escape(s.title)}"><meta name="pubdate" content="{s.day}">',
        f'<div class="css-0"><div class="css-1">{MENU}</div><div class="css-2"><h1 class="css-3">{escape(s.title)}</h1><div'
        f' class="css-4">{s.author}</div><div class="css-5">{s.written_day}</div><div class="css-6">{body}</div></div>'
        f'<div class="css-7"><div>You may also like</div>{RELATED}</div><div class="css-8">{FOOTER.format(site=site)}</div></div>',
    )


def state_agency(s: Story, site: str) -> str:
    """A state agency’s portal: day and city before the text, a counter after it."""
    first, *rest = s.paragraphs
    return _page(
        f"<title>{site}</title>",
        f'<div id="top"><ul>{MENU}</ul></div><div id="news"><h2 class="title">{escape(s.title)}</h2><div class="date">'
        f'{s.day:%d-%m-%Y}</div><div class="txt"><p>CAPITAL CITY, {s.day:%b}. {s.day.day} ({site}) - {escape(first)}</p>'
        + "".join(f"<p>{escape(p)}</p>" for p in rest)
        + f'</div><div class="cnt">Views: 2902</div>{SHARE}</div><div id="side"><h3>Latest News</h3>{RELATED}</div><div id="foot">'
        f"{FOOTER.format(site=site)}</div>",
    )


def tabloid(s: Story, site: str) -> str:
    """A tabloid that puts links to other stories between its paragraphs."""
    parts = []
    for number, paragraph in enumerate(s.paragraphs):
        parts.append(f"<p>{escape(paragraph)}</p>")
        if number in (1, 3):
            parts.append(
                f'<p class="read-more"><a href="/x{number}"><strong>READ MORE: {escape(TEASERS[number])}</strong></a></p>'
            )
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f"<nav><ul>{MENU}</ul></nav><article><h1>{escape(s.title)}</h1><p><b>{escape(s.standfirst)}</b></p><div>By {s.author}"
        f"</div><div>{s.day:%H:%M}, {s.day:%d %b %Y}</div>{SHARE}{''.join(parts)}<p>Don’t miss the latest news from around the"
        f" country. Sign up to our newsletter here.</p></article>{COMMENTS}<aside><h3>Trending</h3>{RELATED}</aside>",
    )


def microdata(s: Story, site: str) -> str:
    """A newspaper in microdata, with related stories that carry days of their own."""
    return _page(
        _title(s, site),
        f'<ul class="nav">{MENU}</ul><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">'
        f'{escape(s.title)}</h1><span itemprop="author">{s.author}</span> <meta itemprop="datePublished" content="{s.day}">'
        f'<span>{s.written_day}</span><div itemprop="articleBody">{s.body}</div></div><div class="more">{DATED_TEASERS}</div>'
        f"<footer>{FOOTER.format(site=site)}</footer>",
    )


def day_in_words(s: Story, site: str) -> str:
    """A site whose only day is a line of text below the headline."""
    return _page(
        _title(s, site),
        f'<div class="menu"><ul>{MENU}</ul></div><div class="main"><h1>{escape(s.title)}</h1><p class="info">{s.day:%A}, '
        f'{s.day.day} {s.day:%B, %Y} - 11:00</p><div>{s.body}</div></div><div class="box"><b>Editor’s Picks</b>{RELATED}</div>'
        f"<div>{FOOTER.format(site=site)}</div>",
    )


def latin1(s: Story, site: str) -> str:
    """A page in ISO-8859-1, declared as such (cut to that alphabet)."""
    return _page(
        f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">{_title(s, site)}{_published(s)}',
        f'<div id="nav">{MENU}</div><div id="story"><h1>{escape(s.title)}</h1>{s.body}</div><div id="f">{FOOTER.format(site=site)}'
        "</div>",
    )


def lying_charset(s: Story, site: str) -> str:
    """A page that says it is ISO-8859-1 and is UTF-8."""
    return latin1(s, site)


def live_blog(s: Story, site: str) -> str:
    """A live page whose entries are the paragraphs, newest last."""
    entries = "".join(
        f'<div class="entry"><time datetime="{s.day}T1{n}:05:00Z">1{n}:05</time><p>{escape(p)}</p></div>'
        for n, p in enumerate(s.paragraphs)
    )
    return _page(
        _title(s, site) + _published(s) + _og(s, site),
        f"<header><ul>{MENU}</ul></header><main><h1>{escape(s.title)}</h1><article>{entries}</article></main><footer>"
        f"{FOOTER.format(site=site)}</footer>",
    )


def ngo(s: Story, site: str) -> str:
    """A human-rights organisation’s statement with a call for donations."""
    return _page(
        _title(s, site) + f'<meta name="DC.date.issued" content="{s.day}">',
        f'<nav><ul>{MENU}</ul></nav><main><div class="tag">News Release</div><h1>{escape(s.title)}</h1><div>{s.written_day}'
        f' 12:01AM EDT</div><article>{s.body}</article><div class="donate"><h3>Your tax deductible gift can help stop abuses'
        f"</h3><p>Donate now</p></div><h3>More reading</h3>{RELATED}</main><footer>{FOOTER.format(site=site)}</footer>",
    )


def government(s: Story, site: str) -> str:
    """A ministry’s page: a definition list of facts before the text."""
    return _page(
        _title(s, site),
        f'<div id="header"><ul>{MENU}</ul></div><div id="main"><h1>{escape(s.title)}</h1><dl><dt>Published</dt><dd>'
        f'{s.written_day}</dd><dt>Office</dt><dd>Press office</dd></dl><div class="govspeak">{s.body}</div><p>Share this page</p>'
        f'<ul><li><a>Facebook</a></li><li><a>Twitter</a></li></ul></div><div id="footer">{FOOTER.format(site=site)}</div>',
    )


def mobile(s: Story, site: str) -> str:
    """A mobile page with a hidden menu and a cookie banner."""
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<div style="display:none"><ul>{MENU}</ul></div><div class="cookie-banner"><p>We use cookies to improve your experience.'
        f'</p><button>Accept</button></div><section class="a"><h1>{escape(s.title)}</h1><p class="t">Updated {s.written_day}, 08:12'
        f"</p>{s.body}</section><section><h3>More stories</h3>{RELATED}</section>",
    )


def paywall(s: Story, site: str) -> str:
    """A newspaper with an offer before and after the text."""
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<nav><ul>{MENU}</ul></nav><div class="offer"><p>Subscribe today and save 50%. Cancel at any time.</p></div><article>'
        f"<h1>{escape(s.title)}</h1><h2>{escape(s.standfirst)}</h2><p class=byline>By {s.author}</p>{s.body}</article>"
        f'<div class="offer"><h3>Keep reading for $1</h3><p>Already a subscriber? Log in</p></div><footer>'
        f"{FOOTER.format(site=site)}</footer>",
    )


def print_page(s: Story, site: str) -> str:
    """A page for printing: nothing but the text, its address and day at the end."""
    return (
        f"<html><head><title>{escape(s.title)}</title></head><body><h1>{escape(s.title)}</h1>{s.body}<hr><p>Printed from {site}."
        f" First published on {s.written_day}.</p></body></html>"
    )


def joomla(s: Story, site: str) -> str:
    """A Joomla site with icons for print and mail."""
    return _page(
        _title(s, site),
        f'<div id="jm-top">{MENU}</div><div class="item-page"><h2 itemprop="headline">{escape(s.title)}</h2><ul class="actions"><li>'
        f'Print</li><li>Email</li></ul><dl class="article-info"><dt>Details</dt><dd class="published">Published: <time datetime='
        f'"{s.day}T00:00:00+00:00" itemprop="datePublished">{s.day:%d %B %Y}</time></dd><dd class="hits">Hits: 311</dd></dl>'
        f'<div itemprop="articleBody">{s.body}</div></div><div id="jm-right"><h3>Popular</h3>{RELATED}</div>',
    )


def quotes(s: Story, site: str) -> str:
    """A site that sets pull quotes and lists inside its text."""
    parts = [f"<p>{escape(p)}</p>" for p in s.paragraphs]
    parts.insert(3, f'<aside class="pullquote"><q>{escape(s.standfirst)}</q></aside>')
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<header><nav>{MENU}</nav></header><article class="article"><h1>{escape(s.title)}</h1><div class="author">{s.author}</div>'
        f'<div class="content">{"".join(parts)}</div></article><footer>{FOOTER.format(site=site)}</footer>',
    )


def aggregator(s: Story, site: str) -> str:
    """An aggregator that reprints an agency and credits it."""
    return _page(
        _title(s, site) + _og(s, site) + f'<meta name="date" content="{s.day}">',
        f'<div class="nav">{MENU}</div><div class="story"><h1>{escape(s.title)}</h1><div class="source">Source: Sample Wire | '
        f'{s.written_day}</div><div class="story-text">{s.body}</div></div><div class="teasers"><h4>From around the web</h4>'
        f"{DATED_TEASERS}</div>",
    )


def portal(s: Story, site: str) -> str:
    """A portal with more teasers than text."""
    teasers = "".join(
        f'<div class="card"><h4><a>{escape(t)}</a></h4><p>{escape(t)}, say officials.</p></div>' for t in TEASERS * 5
    )
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<header>{MENU}</header><div class="grid">{teasers}</div><main class="detail"><h1>{escape(s.title)}</h1><div>{s.author} | '
        f'{s.day:%Y-%m-%d %H:%M}</div><div class="detail-body">{s.body}</div></main><div class="grid">{teasers}</div>',
    )


def spans(s: Story, site: str) -> str:
    """A site whose editor wraps every phrase in spans and links."""
    body = "".join(
        "<p>" + " ".join(f'<span style="x">{escape(half)}</span>' for half in _halves(p)) + "</p>" for p in s.paragraphs
    )
    return _page(
        _title(s, site) + _og(s, site) + _published(s),
        f'<div class="navbar">{MENU}</div><div class="post"><h1><span>{escape(s.title)}</span></h1><div class="post-body">{body}'
        f'</div></div><div class="sidebar">{RELATED}</div>',
    )


def _halves(text: str) -> tuple[str, str]:
    words = text.split(" ")
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


# Site -> its maker, and whether its standfirst belongs to the article.
SITES: dict[str, tuple[Callable[[Story, str], str], str]] = {
    maker.__name__: (maker, encoding)
    for maker, encoding in (
        (wordpress, "utf-8"), (drupal, "utf-8"), (blogger, "utf-8"), (amp, "utf-8"), (table_layout, "cp1252"),
        (broadsheet, "utf-8"), (react, "utf-8"), (state_agency, "utf-8"), (tabloid, "utf-8"), (microdata, "utf-8"),
        (day_in_words, "utf-8"), (latin1, "cp1252"), (lying_charset, "utf-8"), (live_blog, "utf-8"), (ngo, "utf-8"),
        (government, "utf-8"), (mobile, "utf-8"), (paywall, "utf-8"), (print_page, "utf-8"), (joomla, "utf-8"),
        (quotes, "utf-8"), (aggregator, "utf-8"), (portal, "utf-8"), (spans, "utf-8"),
    )
}  # fmt: skip
WITH_STANDFIRST = frozenset({"amp", "broadsheet", "tabloid", "paywall"})


def make_pages() -> Iterator[Page]:
    """Make every story on every site: 144 pages of 24 sites."""
    for site, (maker, encoding) in SITES.items():
        for story in load_stories():
            html = maker(story, f"The {site.replace('_', ' ').title()} Sample")
            article = [story.standfirst] if site in WITH_STANDFIRST else []
            text = "\n".join([*article, *story.paragraphs])
            yield Page(site, html.encode(encoding, "replace"), text, story.day.isoformat())
