from __future__ import annotations

import time

import pytest

from catena import model
from catena.errors import UsageError
from catena.store import Case, Problem, Refusal, open_case

from .samples import (
    TEXT,
    make_decision,
    make_document,
    make_incident,
    make_provenance,
    make_reading,
    quote,
)


def _add(case: Case, document: model.Document) -> model.Document:
    case.add_document(document, document.text.encode(), make_provenance(document.name))
    return document


def test_a_document_comes_back_as_it_was(case: Case) -> None:
    document = make_document()
    assert case.add_document(document, TEXT.encode(), make_provenance())
    assert case.document(document.id) == document
    assert tuple(case.documents()) == (document,)
    assert case.original(document.id) == TEXT.encode()
    assert case.provenance(document.id) == (make_provenance(),)


def test_the_same_document_is_kept_once_and_each_place_it_was_found_is_noted(case: Case) -> None:
    document = make_document()
    later = make_provenance("mirror/one.txt", utc="2024-06-01T00:00:00Z")
    assert case.add_document(document, TEXT.encode(), make_provenance())
    assert not case.add_document(document, TEXT.encode(), make_provenance(utc="2025-01-01T00:00:00Z"))
    assert not case.add_document(document, TEXT.encode(), later)
    assert case.document_ids() == (document.id,)
    assert case.provenance(document.id) == (make_provenance(), later)


def test_bytes_that_are_not_the_documents_are_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="sha256"):
        case.add_document(make_document(), b"other bytes", make_provenance())
    assert case.document_ids() == ()


def test_documents_come_in_the_order_of_their_ids_whatever_the_order_of_collecting(case: Case) -> None:
    documents = [_add(case, make_document(f"{n}.txt", f"{TEXT} {n}")) for n in range(250)]
    assert [d.id for d in case.documents()] == sorted(d.id for d in documents) == list(case.document_ids())


def test_one_can_add_documents_while_going_through_them(case: Case) -> None:
    _add(case, make_document())
    for document in case.documents():
        case.add_reading(make_reading(document), "rules")
    assert len(tuple(case.readings("rules"))) == 1


def test_what_a_reader_has_not_read_is_unread(case: Case) -> None:
    first, second = (_add(case, make_document(f"{n}.txt", f"{TEXT} {n}")) for n in range(2))
    case.add_reading(make_reading(first), "rules")
    assert tuple(case.unread("rules")) == (second,)
    assert {d.id for d in case.unread("trained")} == {first.id, second.id}
    assert case.readers() == ("rules",)
    assert case.reading(first.id, "rules") == make_reading(first)
    assert case.reading(second.id, "rules") is None


def test_reading_again_replaces_the_readers_own_reading_only(case: Case) -> None:
    document = _add(case, make_document())
    case.add_reading(model.Reading(document.id), "trained")
    case.add_reading(model.Reading(document.id), "rules")
    case.add_reading(make_reading(document), "rules")
    assert tuple(case.readings("rules")) == (make_reading(document),)
    assert tuple(case.readings("trained")) == (model.Reading(document.id),)


def test_refusals_keep_the_last_reason_of_each_name(case: Case) -> None:
    case.add_refusal("b.bin", "no text in it", b"\x00\x01")
    case.add_refusal("a.pdf", "needs a password")
    case.add_refusal("b.bin", "a picture")
    case.add_refusal("bad\udcffname", "not a text")
    reasons = (Refusal("a.pdf", "needs a password"), Refusal("b.bin", "a picture"))
    assert case.refusals() == (*reasons, Refusal("bad\udcffname", "not a text"))


def test_a_transaction_keeps_all_or_nothing(case: Case) -> None:
    document = make_document()
    with pytest.raises(KeyboardInterrupt), case.transaction():
        _add(case, document)
        case.add_reading(make_reading(document), "rules")
        raise KeyboardInterrupt
    assert case.document_ids() == ()
    with case.transaction():
        _add(case, document)
        case.add_reading(make_reading(document), "rules")
    assert tuple(case.readings("rules")) == (make_reading(document),)


def test_everything_is_there_when_the_case_is_opened_again(place: str) -> None:
    document = make_document()
    with open_case(place) as case:
        _add(case, document)
        case.append(make_decision())
        case.save_file(model.IncidentFile(documents=(document,), incidents=(make_incident("i1", document),)))
    with open_case(place, create=False) as case:
        assert tuple(case.documents()) == (document,)
        assert case.decisions() == (make_decision(),)
        assert case.incident("i1") == make_incident("i1", document)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("river", ["a.txt", "b.txt"]),
        ("RIVER farmers", ["a.txt"]),
        ("governor's river", []),
        ("école", ["b.txt"]),
        ('"river" OR AND NOT *', []),
        ("unheard-of", []),
        ("", []),
        ("(((", []),
    ],
)
def test_search_finds_documents_with_all_the_words(case: Case, words: str, names: list[str]) -> None:
    _add(case, make_document("a.txt"))
    _add(case, make_document("b.txt", "The École by the river was closed."))
    assert sorted(hit.name for hit in case.search(words)) == names


def test_a_hit_shows_the_words_around_it(case: Case) -> None:
    _add(case, make_document("long.txt", "Nothing here. " * 100 + "Then a grenade exploded."))
    (hit,) = case.search("grenade")
    assert "Then a grenade exploded." in hit.excerpt


def test_a_hit_shows_the_longest_word_and_no_piece_of_another(case: Case) -> None:
    _add(case, make_document("long.txt", "A national signal. " * 100 + "Then Omar al-Haddad spoke."))
    (hit,) = case.search("al-Haddad")
    assert "Then Omar al-Haddad spoke." in hit.excerpt
    assert hit.excerpt.startswith(("A ", "national ", "signal."))


def test_a_text_with_odd_characters_is_kept_and_found(case: Case) -> None:
    text = "A mortar\x00 shell fell."
    document = _add(case, make_document("odd.txt", text))
    assert case.document(document.id).text == text
    assert [hit.document for hit in case.search("mortar shell")] == [document.id]


@pytest.mark.parametrize("ask", [lambda c: c.document("x"), lambda c: c.original("x"), lambda c: c.incident("x")])
def test_an_unknown_id_is_named(case: Case, ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match="'x'"):
        ask(case)


def test_a_case_with_all_in_it_is_clean(case: Case) -> None:
    document = _add(case, make_document())
    case.add_reading(make_reading(document), "rules")
    case.save_file(model.IncidentFile(documents=(document,), incidents=(make_incident("i1", document),)))
    case.append(make_decision())
    case.append(make_decision("again"))
    assert case.verify() == []


def test_verify_names_a_quote_that_does_not_stand_at_its_offsets(case: Case) -> None:
    document = _add(case, make_document())
    wrong = model.Evidence(document.id, 0, 4, "four")
    foreign = model.Evidence("nowhere", 0, 4, "four")
    case.add_reading(model.Reading(document.id, mentions=(model.Mention("count", wrong),)), "rules")
    case.save_file(model.IncidentFile(actors=(model.Actor("a1", "four", "unknown", (), evidence=(foreign,)),)))
    assert case.verify() == [
        Problem(f"reading of {document.id} by rules", "the quote four does not stand at 0..4"),
        Problem("actor a1", "it quotes document nowhere, which the case does not have"),
    ]


def test_verify_accepts_the_same_quote_at_its_right_place(case: Case) -> None:
    document = _add(case, make_document())
    mention = model.Mention("count", quote(document, "four"))
    case.add_reading(model.Reading(document.id, mentions=(mention,)), "rules")
    assert case.verify() == []


def test_three_hundred_small_documents_are_added_without_dawdling(case: Case) -> None:
    begun = time.monotonic()
    for number in range(300):
        _add(case, make_document(f"{number}.txt", f"{TEXT} {number}"))
    assert time.monotonic() - begun < 10  # one takes about a millisecond; bench/store.py measures it


def test_a_case_knows_its_documents_and_no_others(case: Case) -> None:
    document = _add(case, make_document())
    assert case.knows(document.id)
    assert not case.knows("x")


def test_settings_keep_their_last_value(case: Case) -> None:
    assert case.settings() == {}
    for value in ("yes", "no"):
        case.set_setting("two_person", value)
    assert case.settings() == {"two_person": "no"}


def test_a_refusal_keeps_the_bytes_that_were_refused(case: Case) -> None:
    case.add_refusal("b.bin", "no text in it", b"\x00\x01")
    case.add_refusal("c.bin", "no text in it", b"\x00\x01")
    assert [refusal.name for refusal in case.refusals()] == ["b.bin", "c.bin"]
    assert case.verify() == []


def test_the_fingerprint_changes_with_documents_and_readings_and_with_nothing_else(case: Case) -> None:
    seen = [case.fingerprint("rules")]
    document = _add(case, make_document())
    seen.append(case.fingerprint("rules"))
    case.add_reading(make_reading(document), "rules")
    seen.append(case.fingerprint("rules"))
    case.add_reading(model.Reading(document.id), "rules")
    seen.append(case.fingerprint("rules"))
    assert len(set(seen)) == 4
    case.append(make_decision())
    case.add_reading(make_reading(document), "trained")
    case.save_file(model.IncidentFile())
    assert case.fingerprint("rules") == seen[-1]
