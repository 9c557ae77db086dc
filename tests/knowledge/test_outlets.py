"""Outlets are found by name, address and file name, and in a text only where they are meant."""

from __future__ import annotations

import pytest

from catena.errors import KnowledgeError
from catena.knowledge.outlets import Outlet, Outlets, load_outlets

REGIONS = {
    "Africa": ("NG", "KE", "ZA", "ML", "ET", "CD", "MZ", "SD", "CM", "SO"),
    "Asia": ("IN", "PK", "PH", "MM", "ID", "AF", "BD", "LK", "TH", "CN"),
    "Latin America": ("CO", "MX", "PE", "BR", "SV", "HT", "VE", "AR", "GT", "EC"),
    "Europe": ("GB", "FR", "DE", "RU", "UA", "ES", "IT", "RS", "PL", "GR"),
    "Middle East": ("IQ", "SY", "YE", "LB", "IL", "PS", "IR", "TR", "EG", "SA"),
}


def test_the_table_holds_over_a_thousand_outlets_of_every_region() -> None:
    outlets = load_outlets()
    assert len(outlets.all) >= 1000
    for countries in REGIONS.values():
        for country in countries:
            assert sum(outlet.country == country for outlet in outlets.all) >= 3, country


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("Reuters news agency", "Reuters"),
        ("The Guardian", "The Guardian"),
        ("guardian", "The Guardian"),
        ("Asharq Al-Awsat English", "Asharq Al-Awsat"),
        ("El País", "El País"),
        ("EL PAIS", "El País"),
        ("Xinhua News Agency", "Xinhua"),
        ("TRT World and Agencies", "TRT World"),
        ("Folha de São Paulo", "Folha de S.Paulo"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(name: str, expected: str) -> None:
    found = load_outlets().find(name)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("name", ["The Nation", "The Morning Nonsense", "Witness", "", "news agency", "Daily Nonsense"])
def test_a_shared_or_unknown_name_finds_no_outlet(name: str) -> None:
    assert load_outlets().find(name) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.aljazeera.com/news/2021/6/7/a", "Al Jazeera"),
        ("http://english.alarabiya.net/x", "Al Arabiya"),
        ("reuters.com", "Reuters"),
        ("https://AF.Reuters.com:443/article", "Reuters"),
        ("punchng.com/story", "Punch"),
    ],
)
def test_an_outlet_is_found_by_its_address(url: str, expected: str) -> None:
    found = load_outlets().find_by_domain(url)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("url", ["https://example.org/reuters.com", "notreuters.com", "", "http://[broken", "com"])
def test_a_strange_address_finds_no_outlet(url: str) -> None:
    assert load_outlets().find_by_domain(url) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("3_tehran-times.txt", "Tehran Times"),
        ("1_asharqalawsat.txt", "Asharq Al-Awsat"),
        ("2_jordantimes.txt", "The Jordan Times"),
        ("1_the-new-arab.txt", "The New Arab"),
        ("manar_2.txt", "Al-Manar"),
        ("1_trt.txt", "TRT World"),
        ("reuters_2016-07-12.html", "Reuters"),
        ("the-guardian-12.txt", "The Guardian"),
        ("03-punch.txt", "Punch"),
    ],
)
def test_an_outlet_is_found_by_a_files_name(name: str, expected: str) -> None:
    found = load_outlets().find_by_file_name(name)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(
    "name",
    [
        "5_opinion.txt",
        "1_report.txt",
        "time-bomb.txt",
        "saba-attack.txt",
        "page.txt",
        "standard.txt",
        ".txt",
        "2021.txt",
    ],
)
def test_a_file_name_of_ordinary_words_names_no_outlet(name: str) -> None:
    assert load_outlets().find_by_file_name(name) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An officer told The New Arab’s desk that AFP was wrong.", ["The New Arab", "AFP"]),
        ("The daily Reforma and Dawn newspaper carried it.", ["Reforma", "Dawn"]),
        ("Syria's state agency SANA said so on Al-Masirah TV.", ["SANA", "Al-Masirah"]),
        ("“They fled,” a guard told dpa.", ["Deutsche Presse-Agentur"]),
    ],
)
def test_outlets_are_found_where_a_text_names_them(text: str, expected: list[str]) -> None:
    mentions = list(load_outlets().find_in(text))
    assert [mention.outlet.name for mention in mentions] == expected
    for mention in mentions:
        assert text[mention.span.start : mention.span.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "They struck at dawn, for the third time this semana.",
        "He left SANA'A for Aden in the sun.",
        "The guardian of the shrine and an independent witness spoke.",
        "A reform of the standard; vanguard units moved in.",
        "Sabah and Sarawak; Petra, the old town; the Andina railway.",
        "The mena region, the map, the tap.",
    ],
)
def test_ordinary_words_are_no_outlets(text: str) -> None:
    assert list(load_outlets().find_in(text)) == []


def test_two_outlets_cannot_share_a_name_or_a_domain() -> None:
    first = Outlet("Morning Post", "GB", "newspaper", ("morningpost.example",))
    with pytest.raises(KnowledgeError, match="names both"):
        Outlets([first, Outlet("The Morning Post", "IN", "newspaper")])
    with pytest.raises(KnowledgeError, match="belongs to both"):
        Outlets([first, Outlet("Evening Post", "GB", "newspaper", ("morningpost.example",))])
