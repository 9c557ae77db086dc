"""English is known as such in headlines, in capitals and among foreign names; other languages are named."""

from __future__ import annotations

import pytest

from catena.collect.language import detect_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GUNMEN KILLED TWO POLICEMEN IN THE CAPITAL ON FRIDAY, THE ARMY SAID.", "en"),
        ("Gunmen kidnap 12 schoolgirls in Zamfara village", "en"),
        ("Jaish al-Haqq and Ansar al-Din clash near Tin Zaouatine, says Ag Alhousseini", "en"),
        ("Police said the men were taken to Kota Bharu for questioning.", "en"),
        ("Hombres armados mataron a dos policías en la capital el viernes, dijo el ejército.", "es"),
        ("Des hommes armés ont tué deux policiers vendredi dans la capitale.", "fr"),
        ("مسلحون يقتلون ضابطا في بغداد يوم الاثنين", "ar"),
        ("Неизвестные открыли огонь по посту полиции в пятницу.", "ru"),
        ("Wanajeshi wawili waliuawa katika shambulio la bomu siku ya Ijumaa.", "sw"),
        ("警方称两名男子周五在首都被枪杀，凶手逃离现场，调查仍在进行中。", "zh"),
        ("Dos muertos en un ataque armado en el municipio", "es"),
    ],
)
def test_the_language_is_named(text: str, expected: str) -> None:
    assert detect_language(text) == expected


@pytest.mark.parametrize("text", ["", "Bomb", "12:30 – 14:00", "!!!"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect_language(text) is None
