from __future__ import annotations

import pytest

from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_records import Candidate
from catena.model import Document, Published
from catena.resolve.places import Resolved, place_of, resolve_places, where_of
from catena.resolve.places_context import distance_km, lies_in
from catena.resolve.places_rank import UNLISTED, Choice


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def document(text: str, *, dateline: str | None = None, outlet_country: str | None = None) -> Document:
    published = Published(None, "unknown", "not given")
    return Document(
        "d1", "1.txt", "0", "text/plain", "en", text, published, dateline=dateline, outlet_country=outlet_country
    )


def read(gazetteer: Gazetteer, text: str, **known: str) -> dict[str, Resolved]:
    resolved = resolve_places(text, gazetteer.find_names(text), document(text, **known), gazetteer)
    return {text[span.start : span.end]: one for span, one in resolved.items()}


def chance_of(country: str, choices: tuple[Choice, ...]) -> float:
    return sum(one.probability for one in choices if one.candidate.country == country)


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1", "kind"),
    [
        ("Two people were shot in Paris, Texas, and police in Dallas came.", "Paris", "US", "Texas", "settlement"),
        ("Protesters marched in Paris as French ministers met in Lyon.", "Paris", "FR", "Ile-de-France", "settlement"),
        ("Clashes in Tripoli spread; the Lebanese army left Beirut for Sidon.", "Tripoli", "LB", None, "settlement"),
        ("Militias fought in Tripoli and Misrata, Libya.", "Tripoli", "LY", "Tripoli", "settlement"),
        ("Gunmen raided Bama, in Borno state, Nigeria.", "Bama", "NG", "Borno", "settlement"),
        ("Troops shelled villages in Aleppo province and in Idlib.", "Aleppo", "SY", "Aleppo", "admin1"),
        ("Troops entered Aleppo on Friday, then Idlib.", "Aleppo", "SY", "Aleppo", "settlement"),
        ("A bomb exploded in the Baladiyat area of Baghdad.", "Baladiyat", "IQ", "Baghdad", "district"),
        ("The army took Deir Ezzor and Raqqa in Syria.", "Deir Ezzor", "SY", "Deir ez-Zor", "settlement"),
        ("Farmers were killed in San Miguel and in San Salvador, El Salvador.", "San Miguel", "SV", None, "settlement"),
        ("In Cordoba, Colombia, a mayor was shot near Monteria.", "Cordoba", "CO", None, None),
        ("Rebels entered Goma in North Kivu from Rwanda.", "Goma", "CD", "North Kivu", "settlement"),
        ("Police in Hyderabad, in Pakistan's Sindh province, fired.", "Hyderabad", "PK", "Sindh", "settlement"),
        ("Police in Hyderabad, in India's Telangana state, fired.", "Hyderabad", "IN", "Telangana", "settlement"),
    ],
)
def test_a_name_is_read_by_what_stands_beside_it(
    gazetteer: Gazetteer, text: str, words: str, country: str, admin1: str | None, kind: str | None
) -> None:
    place = read(gazetteer, text)[words].place
    assert place is not None
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1
    assert kind is None or place.kind == kind


def test_the_dateline_and_the_outlet_decide_where_the_text_says_nothing(gazetteer: Gazetteer) -> None:
    text = "A blast hit Tripoli on Friday."
    beirut = read(gazetteer, text, dateline="BEIRUT")["Tripoli"].choices
    alone = read(gazetteer, text)["Tripoli"].choices
    assert chance_of("LB", beirut) > chance_of("LB", alone)
    assert chance_of("LB", read(gazetteer, text, outlet_country="LB")["Tripoli"].choices) > chance_of("LB", alone)


def test_one_name_is_one_place_all_through_a_document(gazetteer: Gazetteer) -> None:
    text = "A man was killed in Alexandria, Louisiana. Friends in Alexandria mourned him; Alexandria police came."
    resolved = resolve_places(text, gazetteer.find_names(text), document(text), gazetteer)
    met = [one.place for one in resolved.values() if one.name.words == "Alexandria"]
    assert len(met) == 3
    assert {place.admin1 for place in met if place} == {"Louisiana"}


def test_a_place_the_gazetteer_lacks_lies_at_its_stated_container(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Fighters burned the village of Tarkhasala, Mopti, in Mali.")["Tarkhasala"]
    assert found.place is not None
    assert found.place.country == "ML"
    assert found.place.geonames_id is None
    assert found.place.id == "p-ml-tarkhasala"
    assert found.place.radius_km is not None
    assert found.place.radius_km > 1
    assert "not in the gazetteer" in found.reason


def test_a_place_the_gazetteer_lacks_without_any_neighbour_has_no_coordinates(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "They entered the village of Tarkhasala at dawn.")["Tarkhasala"]
    assert found.place is not None
    assert found.place.lat is None
    assert found.place.country is None
    assert found.precision is None


def test_a_demonym_tells_of_a_country_and_is_no_place(gazetteer: Gazetteer) -> None:
    resolved = read(gazetteer, "Pakistani police were attacked in Hyderabad.")
    assert set(resolved) == {"Hyderabad"}
    assert resolved["Hyderabad"].place.country == "PK"  # type: ignore[union-attr]


def test_ids_are_the_same_in_every_run(gazetteer: Gazetteer) -> None:
    first = read(gazetteer, "A bomb exploded in the Baladiyat area of Baghdad.")
    second = read(gazetteer, "In Baghdad, the Baladiyat area was hit.")
    assert first["Baghdad"].place.id == second["Baghdad"].place.id == "g98182"  # type: ignore[union-attr]
    assert first["Baladiyat"].place.id == second["Baladiyat"].place.id == "p-iq-baladiyat-baghdad"  # type: ignore[union-attr]


def test_probabilities_of_the_shown_choices_never_exceed_one_and_the_reason_names_the_rival(
    gazetteer: Gazetteer,
) -> None:
    found = read(gazetteer, "Two people were shot in Paris, Texas, and police in Dallas came.")["Paris"]
    assert sum(one.probability for one in found.choices) <= 1 + 1e-9
    assert found.choices[0].probability == max(one.probability for one in found.choices)
    assert "rather than" in found.reason


def test_reading_a_document_twice_gives_the_same_answer(gazetteer: Gazetteer) -> None:
    text = "Clashes in Tripoli, Sirte and Misrata; others in Springfield and Georgia."
    assert read(gazetteer, text) == read(gazetteer, text)


def test_no_names_give_no_places(gazetteer: Gazetteer) -> None:
    assert resolve_places("", [], document(""), gazetteer) == {}


def test_the_phrase_is_kept_in_its_own_words(gazetteer: Gazetteer) -> None:
    text = "A trader was stabbed beside her shop in western Lagos on Monday."
    where = where_of(text, read(gazetteer, text)["Lagos"])
    assert where.text == "beside her shop in western Lagos"
    assert where.precision == 1
    assert where.place is not None


def candidate(
    number: int, country: str, admin1: str | None, lat: float, lon: float, kind: str, people: int
) -> Candidate:
    return Candidate(number, number, f"place {number}", country, admin1, lat, lon, 5.0, people, kind, 5, own=True)


def test_containment_goes_by_country_division_and_distance() -> None:
    town = candidate(1, "IQ", "Baghdad", 33.36, 44.49, "district", 0)
    city = candidate(2, "IQ", "Baghdad", 33.34, 44.40, "settlement", 7_000_000)
    division = candidate(3, "IQ", "Baghdad", 33.35, 44.34, "admin1", 0)
    country = candidate(4, "IQ", None, 33.0, 44.0, "country", 0)
    far = candidate(5, "IQ", "Basra", 30.5, 47.8, "settlement", 1_000_000)
    abroad = candidate(6, "SY", "Homs", 34.7, 36.7, "settlement", 1_000_000)
    assert lies_in(town, city)
    assert lies_in(town, division)
    assert lies_in(city, country)
    assert not lies_in(town, far)
    assert not lies_in(city, abroad)
    assert not lies_in(country, city)
    assert not lies_in(town, town)


def test_distance_is_great_circle() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.2, abs=0.3)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.3)
    assert distance_km(10, 10, 10, 10) == 0


def test_a_record_made_of_a_candidate_keeps_the_words_met() -> None:
    place = place_of(candidate(UNLISTED, "ML", "Mopti", 14.0, -4.0, "settlement", 0), "Somewhere")
    assert "Somewhere" in place.names
