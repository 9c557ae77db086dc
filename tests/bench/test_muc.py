"""The score of templates, on cases counted by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

pytest.importorskip("onnxruntime")

_SPEC = importlib.util.spec_from_file_location("muc", Path(__file__).parents[2] / "bench/muc.py")
assert _SPEC is not None and _SPEC.loader is not None
muc = importlib.util.module_from_spec(_SPEC)
sys.modules["muc"] = muc
_SPEC.loader.exec_module(muc)
Filler, Template = muc.Filler, muc.Template
agreeing, align, plain = muc.agreeing, muc.align, muc.plain
ceaf_tf, confidence_f, make_templates = muc.ceaf_tf, muc.confidence_f, muc.make_templates


def template(kind: str, **slots: list[set[str]]) -> muc.Template:
    return Template(kind, {slot: tuple(frozenset(e) for e in entities) for slot, entities in slots.items()})


KEY = template("bombing", PerpOrg=[{"red column", "column"}], Target=[{"bridge"}, {"depot"}])


def test_a_filler_is_compared_without_case_articles_and_marks() -> None:
    assert plain('The "Red  Column"') == "red column"


def test_an_entity_agrees_where_its_mention_is_one_of_the_keys() -> None:
    assert agreeing(KEY, template("bombing", PerpOrg=[{"column"}], Target=[{"bridge"}])) == 3
    assert agreeing(KEY, template("bombing", PerpOrg=[{"columns"}])) == 1


def test_one_key_entity_answers_for_one_filler_only() -> None:
    assert agreeing(KEY, template("bombing", PerpOrg=[{"column"}, {"red column"}])) == 2


def test_templates_of_other_types_share_nothing() -> None:
    assert agreeing(KEY, template("arson", Target=[{"bridge"}])) == 0
    assert agreeing(template("attack / bombing"), template("attack")) == 1


def test_templates_are_paired_so_that_most_agrees() -> None:
    first = template("attack", Victim=[{"guard"}])
    second = template("attack", Victim=[{"guard"}, {"clerk"}])
    assert align([first, second], [template("attack", Victim=[{"guard"}, {"clerk"}])]) == [(1, 0)]


def test_the_figure_counts_types_and_fillers_of_all_documents() -> None:
    said = {"d": [template("bombing", Target=[{"bridge"}, {"tower"}])]}  # 2 of 3 agree; the key has 4
    precision, recall, f1 = ceaf_tf({"d": [KEY], "e": []}, said)
    assert (round(precision, 1), round(recall, 1), round(f1, 1)) == (66.7, 50.0, 57.1)


def test_a_document_without_key_makes_every_template_wrong() -> None:
    assert ceaf_tf({"d": []}, {"d": [KEY]})[0] == 0.0


def test_a_confidence_counts_where_the_organisation_is_right() -> None:
    key = Template("attack", {"PerpOrg": (frozenset({"red column"}),)}, {"red column": frozenset({"POSSIBLE"})})
    right = Template("attack", {"PerpOrg": (frozenset({"red column"}),)}, {"red column": frozenset({"POSSIBLE"})})
    wrong = Template("attack", {"PerpOrg": (frozenset({"red column"}),)}, {"red column": frozenset({"ACQUITTED"})})
    other = Template("attack", {"PerpOrg": (frozenset({"column"}),)}, {"column": frozenset({"POSSIBLE"})})
    assert confidence_f({"d": [key]}, {"d": [right]})[2] == pytest.approx(100)
    assert confidence_f({"d": [key]}, {"d": [wrong]})[2] == 0
    assert confidence_f({"d": [key]}, {"d": [other]})[2] == 0


def filler(slot: str, words: str, kind: str, sentence: str = "") -> muc.Filler:
    return Filler(slot, words, 0.9, {kind: 0.9}, sentence)


def test_fillers_go_to_the_type_that_their_sentence_tells_of() -> None:
    made = make_templates(
        [filler("Target", "the bridge", "bombing"), filler("Victim", "the clerk", "kidnapping")],
        [{"bombing": 0.9}, {"kidnapping": 0.8}],
    )
    assert [(t.kind, t.slots["Target"], t.slots["Victim"]) for t in made] == [
        ("bombing", (frozenset({"bridge"}),), ()),
        ("kidnapping", (), (frozenset({"clerk"}),)),
    ]


def test_mentions_of_one_entity_are_one_filler() -> None:
    made = make_templates(
        [filler("PerpOrg", w, "attack") for w in ("Red Column Front", "RCF", "the front")], [{"attack": 0.9}]
    )
    assert len(made[0].slots["PerpOrg"]) == 1


def test_no_sure_type_means_no_template() -> None:
    assert make_templates([filler("Target", "bridge", "attack")], [{"attack": 0.1}]) == []


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("The Red Column claimed responsibility.", "CLAIMED OR ADMITTED"),
        ("Police blamed the Red Column.", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("Neighbours blamed the Red Column.", "SUSPECTED OR ACCUSED"),
        ("It was presumably the Red Column.", "POSSIBLE"),
        ("The Red Column burned the mill.", "REPORTED AS FACT"),
    ],
)
def test_who_says_so_is_the_confidence(sentence: str, confidence: str) -> None:
    made = make_templates([filler("PerpOrg", "Red Column", "attack", sentence)], [{"attack": 0.9}])
    assert made[0].confidence == {"red column": frozenset({confidence})}
