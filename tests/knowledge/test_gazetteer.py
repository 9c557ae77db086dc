from __future__ import annotations

import time
from pathlib import Path

import pytest

from catena.errors import KnowledgeError
from catena.knowledge import gazetteer_format, read_table
from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_build import Row, pack_rows
from catena.knowledge.gazetteer_format import KINDS, fold_place_name, loose_place_key

SIZE_MAX = 25_000_000
OPEN_S_MAX = 0.3


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def small_rows() -> list[Row]:
    return [
        Row(1, "Ashford", ("Ashford", "Ashforde"), "GB", "Kent", 51.1, 0.9, 2.0, 60000, "settlement", 9),
        Row(2, "Ashford", ("Ashford",), "US", "Alabama", 31.2, -85.2, 1.0, 2000, "settlement", 3),
        Row(0, "Lower Gate", ("Lower Gate",), "GB", "Kent", 51.2, 0.8, 0.5, 0, "crossing", 60),
    ]


def test_the_installed_gazetteer_is_small_and_opens_at_once() -> None:
    path = Path(gazetteer_format.__file__).with_name(gazetteer_format.FILE_NAME)
    assert path.stat().st_size <= SIZE_MAX
    began = time.perf_counter()
    assert len(Gazetteer.open(path)) > 200_000
    assert time.perf_counter() - began < OPEN_S_MAX


def test_the_same_rows_give_the_same_bytes() -> None:
    assert pack_rows(small_rows()) == pack_rows(small_rows())


def test_a_packed_row_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(pack_rows(small_rows()))
    small = Gazetteer.open(path)
    best, other = small.lookup("ashford")
    assert (best.name, best.country, best.admin1, best.population, best.geonames_id) == (
        "Ashford",
        "GB",
        "Kent",
        60000,
        1,
    )
    assert (best.lat, best.lon, best.radius_km, best.own) == (51.1, 0.9, 2.0, True)
    assert other.country == "US"
    assert [one.own for one in small.lookup("Ashforde")] == [False]
    assert small.lookup("Lower Gate")[0].geonames_id is None
    assert small.lookup("Ashfield") == ()


def test_a_missing_gazetteer_says_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"python -m catena\.knowledge\.gazetteer_build"):
        Gazetteer.open(tmp_path / "none.bin")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"something else entirely, long enough to be read")
    with pytest.raises(KnowledgeError, match="no gazetteer"):
        Gazetteer.open(path)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("al-Bab", "Al Bāb"),
        ("an-Najaf", "al-Najaf"),
        ("Deir ez-Zor", "Deir al Zor"),
        ("Sana'a", "Sanaa"),
        ("Malmö", "Malmo"),
        ("São Tomé", "Sao Tome"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Mt Sinjar", "Mount Sinjar"),
        ("PORT-AU-PRINCE", "Port au Prince"),
        ("Đà Nẵng", "Da Nang"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(left: str, right: str) -> None:
    assert fold_place_name(left) == fold_place_name(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Homs", "Hama"), ("Paris", "Perris"), ("North Korea", "South Korea"), ("Niger", "Nigeria"), ("Mali", "Malawi"),
     ("an Island", "al Island"), ("Gao", "Goa")],
)  # fmt: skip
def test_different_names_keep_different_keys(left: str, right: str) -> None:
    assert fold_place_name(left) != fold_place_name(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Douma", "Duma"), ("Mousul", "Mosul"), ("Qayyarah", "Kayara"), ("Benghazi", "Bengazi"), ("Kharkiv", "Kharkyv")],
)
def test_transliterations_share_a_loose_key(left: str, right: str) -> None:
    assert loose_place_key(fold_place_name(left)) == loose_place_key(fold_place_name(right))


@pytest.mark.parametrize(
    ("left", "right"), [("Mosul", "Masila"), ("Basra", "Busra"), ("Donetsk", "Dontsk"), ("Kabul", "Kapil")]
)
def test_other_names_keep_other_loose_keys(left: str, right: str) -> None:
    assert loose_place_key(fold_place_name(left)) != loose_place_key(fold_place_name(right))


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Baghdad", "IQ", "settlement"),
        ("Maiduguri", "NG", "settlement"),
        ("Cúcuta", "CO", "settlement"),
        ("Zamboanga", "PH", "settlement"),
        ("Grozny", "RU", "settlement"),
        ("Anbar", "IQ", "admin1"),
        ("Cabo Delgado", "MZ", "admin1"),
        ("Tigray", "ET", "admin1"),
        ("Donbas", "UA", "region"),
        ("Eastern Ghouta", "SY", "region"),
        ("Sahel", "ML", "region"),
        ("Green Zone", "IQ", "district"),
        ("Cité Soleil", "HT", "district"),
        ("Rocinha", "BR", "district"),
        ("Dadaab", "KE", "camp"),
        ("Ain al-Hilweh", "LB", "camp"),
        ("Mosul Dam", "IQ", "dam"),
        ("Bab al-Hawa", "SY", "crossing"),
        ("Bagram", "AF", "base"),
        ("Baghdad International Airport", "IQ", "airport"),
        ("Syria", "SY", "country"),
        ("DR Congo", "CD", "country"),
        ("Aleppos", "SY", "settlement"),
        ("Borno State", "NG", "admin1"),
    ],
)
def test_places_of_news_from_everywhere_are_found(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    assert any((one.country, one.kind) == (country, kind) for one in gazetteer.lookup(name))


@pytest.mark.parametrize("name", ["Xyzzyville", "Iraqis", "", "   ", "!!", "Somalian-ish Thing"])
def test_what_is_no_place_is_not_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_the_best_known_place_of_a_name_comes_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Paris")[0].country == "FR"
    assert gazetteer.lookup("Tripoli")[0].country == "LY"


@pytest.mark.parametrize(
    ("word", "country"), [("Iraqis", "IQ"), ("Burkinabe", "BF"), ("Filipino", "PH"), ("Scottish", "GB")]
)
def test_a_demonym_gives_its_country_only_when_asked_for(gazetteer: Gazetteer, word: str, country: str) -> None:
    assert [one.country for one in gazetteer.lookup_demonym(word)] == [country]
    assert not any(one.kind == "country" for one in gazetteer.lookup(word))


@pytest.mark.parametrize(
    ("short", "division"),
    [("La.", "Louisiana"), ("W.Va.", "West Virginia"), ("TX", "Texas"), ("B.C.", "British Columbia")],
)
def test_an_abbreviated_division_is_found_only_when_asked_for(gazetteer: Gazetteer, short: str, division: str) -> None:
    assert division in {one.name for one in gazetteer.lookup_abbreviation(short)}


def test_another_transliteration_is_found_in_the_countries_told(gazetteer: Gazetteer) -> None:
    assert "Mosul" in {one.name for one in gazetteer.lookup_loose("Mousul", ["IQ"])}
    assert gazetteer.lookup_loose("Mousul", ["SY"]) == ()
    assert gazetteer.lookup_loose("Ur", ["IQ"]) == ()


def test_curated_places_are_many_world_wide_and_well_formed() -> None:
    places = read_table("places")["places"]
    assert len(places) >= 600
    countries = read_table("countries")["countries"]
    for name, country, _, kind, lat, lon, radius_km, *aliases in places:
        assert kind in KINDS, name
        assert country is None or country in countries, name
        assert -90 <= lat <= 90, name
        assert -180 <= lon <= 180, name
        assert 0 < radius_km <= 6000, name
        assert all(isinstance(alias, str) and alias for alias in aliases), name
    met = {country for _, country, *_ in places}
    assert {"IQ", "NG", "CO", "PH", "UA", "GB", "HT", "MM", "SO", "AF"} <= met
    assert len(met) >= 80


def test_curated_places_lie_in_the_country_they_name(gazetteer: Gazetteer) -> None:
    countries = read_table("countries")["countries"]
    for name, country, _, kind, lat, lon, *_ in read_table("places")["places"]:
        if country is None or kind == "water":
            continue
        centre_lat, centre_lon, radius_km = countries[country]["at"]
        apart = abs(lat - centre_lat) * 111
        assert apart <= 4 * radius_km + 300, (name, country, lat, lon, centre_lon)


def test_every_country_has_a_name_a_centre_and_a_code() -> None:
    countries = read_table("countries")["countries"]
    assert len(countries) >= 240
    for code, entry in countries.items():
        assert len(code) == 2, code
        assert entry["name"], code
        assert len(entry["at"]) == 3, code


def test_every_first_division_has_a_centre_and_a_radius() -> None:
    divisions = read_table("admin1")["divisions"]
    assert len(divisions) > 3500
    for code, (name, _, geonames_id, lat, lon, radius_km) in divisions.items():
        assert name, code
        assert geonames_id > 0, code
        assert abs(lat) <= 90, code
        assert abs(lon) <= 180, code
        assert radius_km >= 5, code
