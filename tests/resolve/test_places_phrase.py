from __future__ import annotations

import pytest

from catena.knowledge.gazetteer_records import PlaceName
from catena.model import Span
from catena.resolve.places_phrase import where_phrase
from catena.resolve.places_precision import precision_of


def named(text: str, words: str) -> PlaceName:
    start = text.index(words)
    return PlaceName(Span(start, start + len(words)), words, ())


@pytest.mark.parametrize(
    ("text", "words", "phrase"),
    [
        ("A trader was stabbed beside her shop in western Lagos on Monday.", "Lagos",
         "beside her shop in western Lagos"),
        ("A bomb went off in the Baladiyat area of Baghdad, killing four.", "Baladiyat", "in the Baladiyat area of Baghdad"),
        ("A bomb went off in the Baladiyat area of Baghdad, killing four.", "Baghdad", "in the Baladiyat area of Baghdad"),
        ("Rockets fell near Baghdad airport overnight.", "Baghdad", "near Baghdad airport"),
        ("Gunmen killed 12 people in a market in Kano on Friday.", "Kano", "in a market in Kano"),
        ("Clashes broke out on the road between Homs and Hama.", "Homs", "on the road between Homs and Hama"),
        ("Clashes broke out on the road between Homs and Hama.", "Hama", "on the road between Homs and Hama"),
        ("They hit a village 12 km north of Kidal in Mali.", "Kidal", "12 km north of Kidal in Mali"),
        ("It lies about 30 kilometres (19 miles) west of Goma.", "Goma", "about 30 kilometres (19 miles) west of Goma"),
        ("On Sunday the town of Palma, Cabo Delgado province, fell.", "Palma", "the town of Palma, Cabo Delgado province"),
        ("It began inside the Ain al-Hilweh refugee camp near Sidon.", "Ain al-Hilweh",
         "inside the Ain al-Hilweh refugee camp near Sidon"),
        ("He died at a checkpoint on the outskirts of Mogadishu.", "Mogadishu", "at a checkpoint on the outskirts of Mogadishu"),
        ("It was seized in eastern Ukraine's Donetsk region.", "Donetsk", "in eastern Ukraine's Donetsk region"),
        ("She was killed at her home in the Lagos suburb of Lekki.", "Lekki", "at her home in the Lagos suburb of Lekki"),
    ],
)  # fmt: skip
def test_the_whole_phrase_of_place_is_kept(text: str, words: str, phrase: str) -> None:
    span = where_phrase(text, named(text, words))
    assert text[span.start : span.end] == phrase


@pytest.mark.parametrize(
    ("text", "words", "phrase"),
    [
        ("Two officers of the intelligence service in Baghdad were hurt.", "Baghdad", "in Baghdad"),
        ("At least 12 people in Kano died.", "Kano", "in Kano"),
        ("It happened in an attack in Gao.", "Gao", "in Gao"),
        ("In Kabul the Taliban said nothing.", "Kabul", "In Kabul"),
        ("They fired at Kidal in January.", "Kidal", "at Kidal"),
        ("Kabul has denied it.", "Kabul", "Kabul"),
        ("Two mayors of Kandahar were killed.", "Kandahar", "Kandahar"),
        ("He flew to Geneva, where talks began.", "Geneva", "Geneva"),
        ("It began in Syria\n\nMoscow denied it.", "Syria", "in Syria"),
        ("It began in Syria Moscow denied it.", "Moscow", "Moscow"),
        ("In Syria\n\nRussia struck.", "Russia", "Russia"),
    ],
)
def test_what_is_no_place_stays_outside_the_phrase(text: str, words: str, phrase: str) -> None:
    span = where_phrase(text, named(text, words))
    assert text[span.start : span.end] == phrase


@pytest.mark.parametrize(
    ("text", "words", "kind", "precision"),
    [
        ("A blast in Kano killed two.", "Kano", "settlement", 1),
        ("A blast near Kano killed two.", "Kano", "settlement", 2),
        ("A blast 5 km north of Kano killed two.", "Kano", "settlement", 2),
        ("Fighting on the outskirts of Kano.", "Kano", "settlement", 2),
        ("Shelling in Aleppo countryside.", "Aleppo", "settlement", 2),
        ("Clashes in Sinjar district.", "Sinjar", "admin2", 3),
        ("Clashes in Anbar province.", "Anbar", "admin1", 4),
        ("Clashes on the road between Homs and Hama.", "Homs", "settlement", 5),
        ("Fighting across Donbas.", "Donbas", "region", 5),
        ("Fighting in Syria.", "Syria", "country", 6),
        ("A ship was hit in the Red Sea.", "Red Sea", "water", 7),
        ("A bomb went off in Kano, near nothing.", "Kano", "settlement", 1),
    ],
)
def test_precision_follows_the_kind_and_the_words(text: str, words: str, kind: str, precision: int) -> None:
    assert precision_of(text, named(text, words), kind)[0] == precision
