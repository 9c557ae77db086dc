"""One plain text becomes one document: text unchanged, head read, furniture marked, nothing made up."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catena.collect import Given, collect
from catena.errors import UnreadableDocument
from catena.model import Document

BODY = (
    "Unknown men shot a councillor outside his home in the harbour town of Port Haven late on Friday, police said.\n\n"
    "The attackers left on a motorcycle. Nobody has claimed the killing, the second of its kind this month.\n"
)


def read(text: str, name: str = "report.txt", given_values: Given = Given()) -> Document:  # noqa: B008
    return collect(text.encode(), name, given_values)


def furniture_of(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.furniture]


def test_the_text_is_kept_unchanged_and_the_id_comes_from_bytes_and_name() -> None:
    data = ("Councillor shot\r\n\r\n" + BODY).encode()
    document = collect(data, "a.txt")
    assert document.text == data.decode()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == "d" + hashlib.sha256(f"{document.sha256}\na.txt".encode()).hexdigest()[:12]
    assert collect(data, "b.txt").id != document.id
    assert collect(data, "a.txt") == document


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert collect(b"\xef\xbb\xbfCouncillor shot\n\n" + BODY.encode(), "a.txt").text.startswith("Councillor")


def test_a_document_in_another_language_is_collected_and_its_language_named() -> None:
    document = read("Dos muertos en el puerto\n\nHombres armados mataron a dos policías el viernes, dijo el alcalde.\n")
    assert document.language == "es"


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.4"])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        collect(data, "a.txt")


def test_a_text_broken_at_a_fixed_width_has_no_headline_and_no_furniture_in_its_lines() -> None:
    text = (
        "Unknown men shot a councillor outside his home in the harbour town of\nPort Haven, and the mayor made no\n"
        "comment. The police, who had been called by the neighbours, gave out no\nnews. Nobody has said why.\n"
    )
    document = read(text.replace("the mayor made no\n", "the mayor of the town made no longer any\n"))
    assert (document.title, document.furniture) == (None, ())


# Publication ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Councillor shot in Port Haven\n2021-06-04\n\n", "2021-06-04"),
        ("Councillor shot in Port Haven\n\nWednesday, 4 March, 2020 - 11:00\n\n", "2020-03-04"),
        ("Councillor shot in Port Haven\n2 min read\n07 June, 2021\n", "2021-06-07"),
        ("Councillor shot in Port Haven\n7 June2021\n", "2021-06-07"),
        ("Councillor shot in Port Haven\n\nPublished: 3 May 2019, 10:15 GMT\n\n", "2019-05-03"),
        ("Councillor shot in Port Haven\nPosted on July 12 2016 by Ana Prado\n\n", "2016-07-12"),
        ("Councillor shot in Port Haven\nBy Ana Prado | July 3, 2020\n\n", "2020-07-03"),
        ("Councillor shot in Port Haven\nAFP , Friday 1 Jul 2016\n\n", "2016-07-01"),
        ("Councillor shot in Port Haven\nSun, May 1, 2022 at 10:35 AM IST\n\n", "2022-05-01"),
        ("March 3, 2020\nCouncillor shot in Port Haven\n\n", "2020-03-03"),
        ("Councillor shot in Port Haven\n\nPublished July 12 2016 ", "2016-07-12"),
        ("Councillor shot in Port Haven\n\n12 Jul 2016 ", "2016-07-12"),
        ("Councillor shot in Port Haven\n\nTue 05 Jul 2016 Councillor shot in Port Haven. ", "2016-07-05"),
        ("Councillor shot in Port Haven\n\nCouncillor shot in Port Haven AFP Friday 1 Jul 2016 ", "2016-07-01"),
        ("Councillor shot in Port Haven\n\n05.10.2017(updated 18:20 04.11.2018) Get short URL 101 ", "2017-10-05"),
        ("Councillor shot in Port Haven\n\nLast updated at Jul 012016 PORTHAVEN ", "2016-07-01"),
        ("Councillor shot in Port Haven\n\nPORT HAVEN, Aug 26, 2021 (Reuters) - ", "2021-08-26"),
        ("DOC-0001 (X)\n\n   PORT HAVEN, 3 JAN 90 -- [REPORT] ", "1990-01-03"),
    ],
)
def test_a_day_printed_as_the_documents_own_is_its_publication(head: str, expected: str) -> None:
    published = read(head + BODY).published
    assert (published.value, published.how) == (expected, "stated")
    (evidence,) = published.evidence
    assert (head + BODY)[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Councillor shot in Port Haven\n\nOn July 7, 2021 unknown men shot a councillor, police said. He died.\n",
        "Councillor shot in Port Haven\n\nJuly 7, 2021 was a day of mourning in the town, where thousands marched.\n",
        "Councillor shot in Port Haven\n\nThe trial of 5 May 2019 ended. " + BODY,
        "Councillor shot in Port Haven\n\nPORT HAVEN, Aug 26 (Reuters) - " + BODY,
        "Councillor shot in Port Haven\n\n" + BODY + "\nHe was elected on 2 May 2017.\n",
        "Councillor shot in Port Haven\n\n" + BODY + "\n© 2018 The Sample Post\n",
    ],
)
def test_the_day_of_an_event_is_never_the_day_of_publication(text: str) -> None:
    published = read(text).published
    assert (published.value, published.how, published.evidence) == (None, "unknown", ())


def test_a_label_of_publication_outranks_a_label_of_change() -> None:
    text = "Councillor shot\nUpdated: 9 June 2021\nPublished: 7 June 2021\n\n" + BODY
    assert read(text).published.value == "2021-06-07"


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("Published in Dawn, March 13th, 2022\n", "2022-03-13"),
        ("Last Update: Monday 14 May 2018 KSA 09:15 - GMT 06:15\n", "2018-05-14"),
    ],
)
def test_a_labelled_day_after_the_text_counts(tail: str, expected: str) -> None:
    assert read("Councillor shot in Port Haven\n\n" + BODY + "\n" + tail).published.value == expected


def test_a_given_day_wins_over_a_stated_one() -> None:
    text = "Councillor shot\n2021-06-04\n\n" + BODY
    assert read(text, given_values=Given(published="2021-06")).published.value == "2021-06"
    assert read(text, given_values=Given(published="2021-06")).published.how == "given"


def test_an_address_tells_the_day_where_the_text_does_not() -> None:
    published = read(
        "Councillor shot\n\n" + BODY, given_values=Given(url="https://x.example/2021/06/07/shot")
    ).published
    assert (published.value, published.how) == ("2021-06-07", "given")


# Headline, dateline, byline ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Councillor shot in Port Haven\n\n" + BODY, "Councillor shot in Port Haven"),
        ("title: Councillor shot in Port Haven\n\n" + BODY, "Councillor shot in Port Haven"),
        ("Delhi: Two held after 15-year manhunt\n2022-03-31\n\n" + BODY, "Delhi: Two held after 15-year manhunt"),
        ("Councillor shot in Port Haven | Jordan Times\n\n" + BODY, "Councillor shot in Port Haven"),
        ("COUNCILLOR SHOT IN PORT HAVEN\n\n" + BODY, "COUNCILLOR SHOT IN PORT HAVEN"),
        ("News\n\nCouncillor shot in Port Haven\n\n" + BODY, "Councillor shot in Port Haven"),
        (BODY, None),
        ("PORT HAVEN (Reuters) - Two guards died.\n\n" + BODY, None),
        ("Two men died. A third lived on.\n\n" + BODY, None),
    ],
)
def test_the_headline_is_the_first_line_that_reads_like_one(text: str, title: str | None) -> None:
    document = read(text)
    assert document.title == title
    if document.title_span is not None:
        assert text[document.title_span.start : document.title_span.end] == title


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("TEHRAN - ", "TEHRAN", None),
        ("PORT HAVEN (Reuters) - ", "PORT HAVEN (Reuters)", "Reuters"),
        ("Beirut- ", "Beirut", None),
        ("KAJANG, Sept 17 — ", "KAJANG, Sept 17", None),
        ("ADEN, Yemen, March 7 (Xinhua) -- ", "ADEN, Yemen, March 7 (Xinhua)", "Xinhua"),
        ("FALLS CHURCH, Va. - ", "FALLS CHURCH, Va.", None),
        ("ISTANBUL: ", "ISTANBUL", None),
        ("Islamabad: ", "Islamabad", None),
        ("ISTANBUL/ANKARA (Reuters) - ", "ISTANBUL/ANKARA (Reuters)", "Reuters"),
        ("(Reuters) - ", "(Reuters)", "Reuters"),
        ("DEIR EZ-ZOR (Syria) (Sputnik) ", "DEIR EZ-ZOR (Syria) (Sputnik)", None),
        ("SAN SALVADOR, 10 JAN 90 (ACAN-EFE) -- ", "SAN SALVADOR, 10 JAN 90 (ACAN-EFE)", "ACAN-EFE"),
        ("KINSHASA/BEIJING－", "KINSHASA/BEIJING", None),
    ],
)
def test_a_dateline_is_read(opening: str, dateline: str, agency: str | None) -> None:
    document = read("Councillor shot in Port Haven\n\n" + opening + BODY)
    assert (document.dateline, document.agency) == (dateline, agency)


@pytest.mark.parametrize(
    "opening",
    [
        "Pro-Iran militias fired. ",
        "Bashar al-Assad spoke. ",
        "Update: Two more men died. ",
        "Police: Three men died. ",
        "NATO Secretary General Jens Olen spoke. ",
        "The group - the largest - denied it. ",
        "Al-Shabaab - the armed group - denied it. ",
        "BREAKING - Two more men died. ",
        "The foreign minister (Reuters) said so. ",
    ],
)
def test_names_and_labels_are_no_datelines(opening: str) -> None:
    assert read("Councillor shot in Port Haven\n\n" + opening + BODY).dateline is None


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("THE SAMPLE POST (weekly)", "Councillor shot"),
        ("Sample Post | World news", "Councillor shot"),
        ("Sample Post: news and views from the region", "Councillor shot"),
        ("Sample Post reporter shot dead", "Sample Post reporter shot dead"),
    ],
)
def test_a_banner_of_the_given_outlet_is_no_headline(first: str, title: str) -> None:
    document = read(f"{first}\n\nCouncillor shot\n\n{BODY}", given_values=Given(outlet="The Sample Post"))
    assert document.title == title


def test_a_first_line_in_three_parts_is_a_banner_only_before_a_headline() -> None:
    banner = "Nameless Courier | weekly | World news"
    assert read(f"{banner}\n\nCouncillor shot in Port Haven\n\n{BODY}").title == "Councillor shot in Port Haven"
    assert read(f"{banner}\n\n{BODY}").title == banner


def test_a_byline_gives_the_author_and_an_agencys_byline_the_agency() -> None:
    assert read("Councillor shot\nBy Ana Prado\n\n" + BODY).author == "Ana Prado"
    document = read("Councillor shot\nBy Associated Press\n\n" + BODY)
    assert (document.author, document.agency) == (None, "Associated Press")


@pytest.mark.parametrize(
    ("tail", "agency"),
    [
        ("He was forty. — Reuters\n", "Reuters"),
        ("(AFP)\n", "AFP"),
        ("He was forty. --Reuters\n", "Reuters"),
        ("China Daily - Xinhua\n", "Xinhua"),
        ("Reporting by Ana Prado; Editing by Li Wei\n", "Reuters"),
        ("Associated Press writer Ana Prado contributed to this report from Port Haven.\n", "Associated Press"),
        ("With files from The Associated Press.\n", None),
        ("He told Reuters\n", None),
        ("Witnesses spoke to AFP.\n", None),
    ],
)
def test_an_agency_is_credited_at_the_end_not_merely_named(tail: str, agency: str | None) -> None:
    assert read("Councillor shot in Port Haven\n\n" + BODY + "\n" + tail).agency == agency


# Outlet -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "values", "outlet", "country"),
    [
        (BODY, "1_tehran-times.txt", Given(), "Tehran Times", "IR"),
        (BODY, "1_tehran-times.txt", Given(outlet="The Sample Post"), "The Sample Post", None),
        (BODY, "x.txt", Given(outlet="AFP"), "AFP", "FR"),
        (BODY, "x.txt", Given(url="https://www.rappler.com/a"), "Rappler", "PH"),
        ("Councillor shot | Jordan Times\n\n" + BODY, "x.txt", Given(), "The Jordan Times", "JO"),
        (
            "Asharq Al-Awsat English Middle-East and World News from Asharq Al-Awsat Newspaper\n\n" + BODY,
            "x.txt",
            Given(),
            "Asharq Al-Awsat",
            "GB",
        ),
        (BODY + "\n© 2021 Premium Times. All rights reserved.\n", "x.txt", Given(), "Premium Times", "NG"),
        (BODY + "\nFollow Daily Record on Facebook.\n", "x.txt", Given(), "Daily Record", "GB"),
        ("Councillor shot\n\nHis brother told Rappler by phone. " + BODY, "x.txt", Given(), "Rappler", "PH"),
        ("Councillor shot\n\nPORT HAVEN (Reuters) - " + BODY, "x.txt", Given(), "Reuters", "GB"),
        ("Councillor shot\n\nHe told Rappler, and later told Al Jazeera. " + BODY, "x.txt", Given(), None, None),
        ("Councillor shot\n\nAl Jazeera reported that he died. " + BODY, "x.txt", Given(), None, None),
        ("Councillor shot\n\nAl Jazeera reports that he died. " + BODY, "x.txt", Given(), None, None),
        (
            "Councillor shot\n\nRappler reports that he died, not as Al Jazeera had it. Rappler reports that two fled. "
            + BODY,
            "x.txt",
            Given(),
            "Rappler",
            "PH",
        ),
        (BODY.strip() + " He was forty. – Rappler.com\n", "x.txt", Given(), "Rappler", "PH"),
        (BODY + "\nVanguard News Nigeria.\n", "x.txt", Given(), "Vanguard", "NG"),
        (BODY + "\nHe once wrote for Rappler.\n", "x.txt", Given(), None, None),
        (BODY, "x.txt", Given(), None, None),
    ],
)
def test_the_outlet_is_named_by_the_surest_sign(
    text: str, name: str, values: Given, outlet: str | None, country: str | None
) -> None:
    document = read(text, name, values)
    assert (document.outlet, document.outlet_country) == (outlet, country)


# Furniture --------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "2 min read", "Reading time: 4 minutes", "Share this: Facebook Twitter WhatsApp", "Facebook", "Leave a Reply",
        "Leave a Comment", "3 + 15 =", "Your email address will not be published. Fields that are required are marked *",
        "Editor Picks", "Related Posts", "Read Also", "READ MORE: Two towns over, a mayor resigns",
        "ALSO READ| Two towns over, a mayor resigns", "© 2021 The Sample Post. All rights reserved.", "#OldBay #Police",
        "Follow us on Instagram and join our Telegram channel for updates.", "Source (Click Here)",
        "Like us on Facebook, follow us on Twitter.", "We use cookies to improve your visit. Accept them?",
        "Subscribe to our daily newsletter", "A policeman stands at the harbour gate [Getty]", "Advertisement",
        "The harbour gate, where the councillor lived (Reuters)", "File photo of the harbour gate",
        "Mourners carry the coffin in Port Haven, June 5, 2021 (credit: REUTERS / ANA PRADO)",
        "Photo Credit: Ana Prado", "Home > News > Crime", "Home | World | Politics | Business | Sport",
        "Tags: Port Haven, police, killing", "Page 1 of 3", "https://t.co/abc123", "------",
        "Show Caption Hide Caption The harbour gate", "You must be logged in to post a comment.", "1,204 views",
        "Councillor shot in Port Haven",
    ],
)  # fmt: skip
def test_a_line_of_page_furniture_is_marked(line: str) -> None:
    first, second = BODY.rstrip("\n").split("\n\n")
    text = f"Councillor shot in Port Haven\n\n{first}\n\n{line}\n\n{second}\n"
    assert furniture_of(read(text)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "“Share this with everyone,” the councillor had written on Facebook.",
        "Follow-up attacks are feared on the coast, two officers said.",
        "Subscribers of the fund were among the dead.",
        "The dead were named as Ana Prado, Li Wei and Tomas Berg.",
        "Related killings have been reported in two towns.",
        "Police said the men were arrested (Reuters)",
        "Tags were found on the weapons, an officer said.",
        "Two minutes later a second bomb went off.",
        "“Leave a comment,” the banner read.",
        "Home Minister Ana Prado resigned.",
        "Like many on Facebook, she had warned of it.",
        "Copyright law was the subject of the meeting, not the killing, she said.",
        "Get out, the men shouted.",
        "News of the killing spread at once.",
        "3 killed + 15 wounded",
        "Page after page of names was read out.",
        "Source of the fire was a grenade, the fire brigade said.",
        "Twitter and Facebook were blocked, a monitor said.",
        "Watch towers were set on fire.",
        "Video shows two men leaving on a motorcycle.",
    ],
)
def test_a_sentence_of_the_report_is_never_marked(line: str) -> None:
    first, second = BODY.rstrip("\n").split("\n\n")
    text = f"Councillor shot in Port Haven\n\n{first}\n\n{line}\n\n{second}\n"
    assert furniture_of(read(text)) == []


def test_a_headline_printed_twice_is_marked_once() -> None:
    document = read("Councillor shot in Port Haven\n\nCouncillor shot in Port Haven\n\n" + BODY)
    assert document.title_span is not None
    assert document.title_span.start == 0
    assert [span.start for span in document.furniture] == [31]


def test_links_after_the_text_are_marked_and_paragraphs_are_not() -> None:
    links = "Related Posts\nMayor resigns in Old Bay\nTwo held over harbour raid\n"
    assert furniture_of(read("Councillor shot\n\n" + BODY + "\n" + links)) == links.strip().split("\n")
    early = "Councillor shot\n\nShare this article\n\n" + BODY
    assert furniture_of(read(early)) == ["Share this article"]


def test_short_paragraphs_after_an_early_share_box_stay_the_reports() -> None:
    body = "Two men died.\n\nA third was hurt.\n\nNobody claimed it.\n\nPolice are looking for a motorcycle.\n"
    assert furniture_of(read("Councillor shot\n\nShare this\n\n" + body)) == ["Share this"]


GLUED = (
    "Unknown men shot a councillor outside his home in the harbour town of Port Haven on Friday police said. "
    "The attackers left on a motorcycle and nobody has claimed the killing the second of its kind this month. "
    "A witness said that he had heard four shots and seen two men run to the old quay where a third was waiting. "
    "The mayor said that the council would meet on Sunday and asked the army to keep out of the harbour quarter. "
) * 2  # fmt: skip


HEADLINE = "Councillor shot in Port Haven"
CAPTION = "A man walks past the harbour gate of Port Haven on June 4. (Reuters Photo)"


@pytest.mark.parametrize(
    "furniture",
    [
        f"{HEADLINE} AFP Friday 1 Jul 2016",
        f"Tue 05 Jul 2016 {HEADLINE}.",
        f"Posted on July 2 2016 by Ana Prado {HEADLINE}",
        CAPTION,
    ],
)
def test_furniture_is_found_before_a_text_that_has_lost_its_lines(furniture: str) -> None:
    assert [words.strip() for words in furniture_of(read(f"{HEADLINE}\n\n{furniture} {GLUED}\n"))] == [furniture]


@pytest.mark.parametrize(
    "furniture",
    [
        "Read Also",
        "219",
        "Reporting by Ana Prado; Editing by Li Wei Our Standards: The Trust Principles.",
        "Follow us on Instagram. Copyright 2018 Sample Post. Privacy Policy",
        "Source SampleWorld and agencies",
        "(Source: Sample Council) Twitter",
    ],
)
def test_furniture_is_found_after_a_text_that_has_lost_its_lines(furniture: str) -> None:
    assert furniture_of(read(f"{HEADLINE}\n\n{GLUED}{furniture}\n")) == [furniture]


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "The mayor told Reuters (the agency) that he would follow us on foot.",
        "Copyright 2018 was printed on the leaflet that the men threw, a witness said.",
        "Read also what she wrote, the mayor said.",
        "They killed 219.",
    ],
)
def test_the_last_sentence_of_a_text_that_has_lost_its_lines_stays(sentence: str) -> None:
    assert furniture_of(read(f"{HEADLINE}\n\n{GLUED}{sentence}\n")) == []


def test_nothing_inside_quotation_marks_is_furniture() -> None:
    speech = "“Now listen:\n\nRead more\n\nShare this\n\nthat is what he shouted,” she said."
    text = f"Councillor shot in Port Haven\n\n{speech}\n"
    assert furniture_of(read(text)) == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from('Aa b.,-–(|)\n"“”0:12/Reuters©#'), min_size=1, max_size=300))
def test_spans_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    try:
        document = read(text)
    except UnreadableDocument:
        return
    ends = [0]
    for span in document.furniture:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    for evidence in document.published.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote
