"""The profile that withholds names: no spelling of a withheld name is left in any export."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import pytest

from catena.export.contents import contents_of
from catena.export.contract import to_json
from catena.export.formats import FORMATS, export, view
from catena.export.masking import NameMask, fold
from catena.export.options import Options
from catena.export.personal import personal_names
from catena.model import (
    Actor,
    Document,
    Evidence,
    IncidentFile,
    Published,
    Reported,
    Source,
    Statement,
    Victim,
)

OPTIONS = Options(profile="victims-withheld")
SPELLINGS = ("Lucía", "Lucia", "Oré", "LUCÍA", "Tomás", "Vela")


def records(file: IncidentFile) -> dict[str, object]:
    return to_json(view(file, OPTIONS))


def strings_below(node: object) -> list[str]:
    if isinstance(node, dict):
        return [each for value in node.values() for each in strings_below(value)]
    if isinstance(node, list):
        return [each for value in node for each in strings_below(value)]
    return [node] if isinstance(node, str) else []


def test_no_spelling_of_a_withheld_name_is_left(incident_file):
    told = "\n".join(strings_below(records(incident_file)))
    assert not [name for name in SPELLINGS if name in told]
    assert "Iris Holm" in told
    assert "Red Tide" in told


def test_offsets_still_count_and_every_quote_stands_in_its_hidden_text(incident_file):
    record = records(incident_file)
    texts = {each["id"]: each["text"] for each in record["documents"]}
    before = {each.id: each.text for each in incident_file.documents}
    assert {key: len(text) for key, text in texts.items()} == {key: len(text) for key, text in before.items()}

    def check(node):
        if isinstance(node, dict):
            if {"document", "start", "end", "quote"} <= node.keys():
                assert texts[node["document"]][node["start"] : node["end"]] == node["quote"]
            for value in node.values():
                check(value)
        elif isinstance(node, list):
            for each in node:
                check(each)

    check(record)
    assert "█████ ███, 34, a schoolteacher" in texts["d1"]
    assert "Witness █████ ████ said" in texts["d1"]


def test_person_has_one_label_throughout(incident_file):
    record = records(incident_file)
    assert record["incidents"][0]["victims"][0]["name"] == "victim 1"
    actors = {each["id"]: each for each in record["actors"]}
    assert (actors["a-ore"]["name"], actors["a-ore"]["names"]) == ("victim 1", ["victim 1"])
    assert actors["a-vela"]["name"] == "witness 1"
    assert record["incidents"][0]["perpetrators"][0]["by"] == "witness 1"
    assert record["incidents"][0]["killed"]["reported"][2]["who"] == "victim 1"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_has_a_withheld_name(incident_file, tmp_path, name):
    export(incident_file, name, tmp_path / f"out{FORMATS[name].suffix}", OPTIONS)
    for path in (each for each in tmp_path.rglob("*") if each.is_file()):
        written = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                written = b"".join(book.read(each) for each in book.namelist())
        for spelling in SPELLINGS:
            assert spelling.encode() not in written, (path.name, spelling)
            assert json.dumps(spelling)[1:-1].encode() not in written


def test_profile_is_named_in_the_file_and_changes_its_hash(incident_file, tmp_path):
    export(incident_file, "json", tmp_path / "withheld.json", OPTIONS)
    export(incident_file, "json", tmp_path / "full.json")
    withheld, full = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("withheld", "full"))
    assert withheld["profile"] == "victims-withheld"
    assert "profile" not in full
    assert withheld["hash"] != full["hash"]


@pytest.mark.parametrize(
    ("phrase", "persons"),
    [
        ("Col. Nura Sabti", ["Nura Sabti"]),
        ("Lucía Oré, 34", ["Lucía Oré"]),
        ("the mayor, Iris Holm", ["Iris Holm"]),
        ("former prime minister Iris Holm", ["Iris Holm"]),
        ("Jean de la Cruz", ["Jean de la Cruz"]),
        ("Nibal al-Fatwi", ["Nibal al-Fatwi"]),
        ("the Peruvian general Ana Ruiz and the commander Abu Nibal al-Fatwi", ["Ana Ruiz", "Abu Nibal al-Fatwi"]),
        ("Omar Nasri Abdul Wadud, a harbour director", ["Omar Nasri Abdul Wadud"]),
        ("American sergeant John Marsh", ["John Marsh"]),
        ("محمد علي", ["محمد علي"]),
        ("Khaled", ["Khaled"]),
        ("General Khaled", ["Khaled"]),
        # nobody is named by these
        ("Two policemen", []),
        ("civilians", []),
        ("Civilians", []),
        ("a colonel in the intelligence services", []),
        ("Intelligence colonel", []),
        ("officers of the Peruvian National Intelligence Service", []),
        ("An American contractor", []),
        ("Red Crescent staff", []),
        ("the Red Crescent", []),
        ("Both men", []),
        ("", []),
    ],
)
def test_persons_that_a_phrase_names(phrase, persons):
    assert personal_names(phrase) == persons


MASK = NameMask({"Lucía Oré": "victim 1", "Nibal al-Fatwi": "victim 2"}, {"Oré": "victim 1", "Fatwi": "victim 2"})


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Lucía Oré died", "█████ ███ died"),
        ("LUCIA ORE died", "█████ ███ died"),
        ("Lucia-Ore", "█████████"),
        ("Ms Oré’s sister", "Ms ███’s sister"),
        ("Nibal Al Fatwi and al-Fatwi", "█████ ██ █████ and al-█████"),
        # words that are no name
        ("ore was mined, forest", "ore was mined, forest"),
        ("Oregon and Lucía", "Oregon and Lucía"),
    ],
)
def test_names_are_hidden_in_every_spelling_and_nothing_else(text, hidden):
    assert len(hidden) == len(text)
    assert MASK.hide(text) == hidden


def test_label_stands_for_a_name_in_a_title():
    assert MASK.relabel("Teacher Lucía Oré shot; Fatwi hurt") == "Teacher victim 1 shot; victim 2 hurt"


def test_mask_without_names_changes_nothing():
    assert NameMask({}, {}).hide("Lucía Oré") == "Lucía Oré"


@pytest.mark.parametrize(
    "address", ["https://x.example/lucia-ore-dead", "Lucia_Ore.txt", "https://x.example/ore/lucia+ore"]
)
def test_name_in_an_address_is_found(address):
    assert MASK.names_in(address)


def test_address_and_file_name_with_a_withheld_name_are_withheld_whole(incident_file):
    first = replace(incident_file.documents[1], url="https://x.example/lucia-ore-dead", name="lucia_ore.txt")
    document = records(replace(incident_file, documents=(incident_file.documents[0], first)))["documents"][0]
    assert (document["url"], document["name"]) == (None, "document d1")


def one_quote(text: str, source: Source, actor: Actor) -> IncidentFile:
    published = Published(None, "unknown", "none")
    document = Document("d", "d.txt", "0" * 64, "text/plain", "en", text, published)
    evidence = Evidence("d", 0, len(text), text)
    person = replace(actor, evidence=(evidence,))
    statement = Statement("s", evidence, replace(source, actor=actor.id), "asserts")
    return IncidentFile(documents=(document,), actors=(person,), statements=(statement,))


ANA = Actor("a", "Ana Ruiz", "person", ("Ana Ruiz",))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Witness Ana Ruiz saw it.", "witness 1"),
        ("Ana Ruiz, a resident of the street, saw it.", "witness 1"),
        ("Ana Ruiz, 14, saw it.", "child 1"),
        ("The 9-year-old girl Ana Ruiz saw it.", "child 1"),
        ("Schoolgirl Ana Ruiz saw it.", "child 1"),
        # neither a witness nor a child by these words
        ("Ana Ruiz, 41, a minister, said so.", None),
        ("The minister Ana Ruiz met residents.", None),
    ],
)
def test_witnesses_and_children_are_withheld_by_the_words_beside_their_names(text, label):
    shown = records(one_quote(text, Source("Ana Ruiz", "named"), ANA))
    assert shown["actors"][0]["name"] == (label or "Ana Ruiz")


def test_word_that_another_actor_shares_is_hidden_in_the_whole_name_only(incident_file):
    attack = next(each for each in incident_file.incidents if each.id == "i1")
    victim = Reported(Victim("Bea Holm", "wounded"), attack.victims[0].source, attack.victims[0].evidence)
    changed = replace(attack, victims=(victim,), title="Bea Holm hurt, Holm told reporters")
    shown = records(replace(incident_file, incidents=(changed,)))
    assert shown["incidents"][0]["title"] == "victim 1 hurt, Holm told reporters"


def test_full_profile_shows_the_records_as_they_are(incident_file):
    assert to_json(view(incident_file, Options())) == to_json(incident_file)


def test_folding_makes_one_of_spellings():
    assert fold("Al-Fātwī ’Abd") == fold("al fatwi 'abd")
    assert len(list(contents_of(IncidentFile()).incidents())) == 0
