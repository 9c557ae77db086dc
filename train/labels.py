"""The heads and links of the encoder: the one list that training, export and reading share."""

from __future__ import annotations

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
DEPRELS = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det",
    "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
# ACLED's sub-event types as the target form writes them; "any" says that the words tell of some incident.
INCIDENTS = (
    "any", "Attack", "Armed clash", "Air/drone strike", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Suicide bomb", "Abduction/forced disappearance", "Sexual violence", "Arrests",
    "Other", "Agreement", "Peaceful protest", "Protest with intervention", "Excessive force against protesters",
    "Mob violence", "Looting/property destruction",
)  # fmt: skip
ACTS = ("asserts", "denies", "accuses", "claims responsibility", "threatens", "condemns", "promises", "orders", "any")
SPEAKERS = ("named", "anonymous", "institution")
ROLES = (
    "attacker", "victim", "target", "weapon", "killed", "wounded", "abducted", "place", "time", "arrested",
)  # fmt: skip
OUTCOMES = ("attempted", "foiled", "threatened")
# SATP's codes, and HRDsAttack's.
ACTIONS = ("armed_assault", "arrest", "bombing", "infrastructure", "surrender", "seizure", "abduction")
VIOLATIONS = (
    "arbitrary detention", "other", "killing", "kidnapping", "torture", "enforced disappearance", "unknown",
)  # fmt: skip
PERPETRATORS = (
    "state actor", "other state actors", "other actors with permissions", "other actors without permissions",
    "other non-state actors", "regional orgs", "insufficient info", "none",
)  # fmt: skip
# MUC-4's slots of strings, and its types of incident.
FILLERS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
MUC_KINDS = ("arson", "attack", "bombing", "kidnapping", "robbery", "forced work stoppage")
DEATHS = (*(str(n) for n in range(10)), "10 or more")

# name: (kind, labels, weight of its loss)
HEADS: dict[str, tuple[str, tuple[str, ...], float]] = {
    "source": ("span", ("source",), 4.0),
    "cue": ("span", ("cue",), 4.0),
    "content": ("span", ("content",), 4.0),
    "entity": (
        "span",
        ("person", "organisation", "place", "facility", "nationality", "date", "money", "product", "misc"),
        5.0,
    ),
    "mention": (
        "span",
        (
            "Organisation",
            "Location",
            "Person",
            "Temporal",
            "Nationality",
            "Quantity",
            "Weapon",
            "Vehicle",
            "MilitaryPlatform",
            "DocumentReference",
            "Money",
        ),
        4.0,
    ),
    "participant": ("span", ("PER", "ORG", "GPE", "LOC", "FAC", "VEH", "WEA"), 1.0),
    "trigger": (
        "span",
        ("attack", "die", "arrest", "demonstrate", "meet", "contact", "transport", "transfer"),
        3.0,
    ),
    "happening": ("span", ("occurrence", "reporting", "state"), 1.0),
    "upos": ("tag", UPOS, 1.0),
    "deprel": ("tag", DEPRELS, 1.0),
    "role": ("labels", ROLES, 8.0),
    "incident": ("pooled labels", INCIDENTS, 1.0),
    "act": ("pooled labels", ACTS, 0.5),
    "speaker": ("pooled labels", SPEAKERS, 0.5),
    "outcome": ("pooled labels", OUTCOMES, 0.5),
    "action": ("pooled labels", ACTIONS, 1.0),
    "violation": ("pooled labels", VIOLATIONS, 6.0),
    "perpetrator": ("pooled choice", PERPETRATORS, 2.0),
    "deaths": ("pooled choice", DEATHS, 3.0),
    "injuries": ("pooled choice", DEATHS, 1.5),
    "factuality": ("value", ("factuality",), 3.0),
    "filler": ("span", FILLERS, 5.0),
    "muc kind": ("pooled labels", MUC_KINDS, 2.0),
}
# name: (points at one word, weight of its loss)
LINKS: dict[str, tuple[bool, float]] = {
    "source start": (True, 0.7),
    "source end": (True, 0.7),
    "content start": (True, 0.7),
    "content end": (True, 0.7),
    "head": (True, 0.7),
    "place start": (True, 2.0),
    "same event": (False, 1.0),
    "place end": (True, 2.0),
}
LINK_WIDTH = 48


def columns() -> list[dict[str, object]]:
    """Lay the heads out on the columns of the encoder's scores."""
    laid: list[dict[str, object]] = []
    at = 0
    for name, (kind, labels, _) in HEADS.items():
        size = 2 * len(labels) + 1 if kind == "span" else len(labels)
        laid.append({"name": name, "kind": kind, "labels": list(labels), "start": at, "end": at + size})
        at += size
    return laid


def link_columns() -> list[dict[str, object]]:
    """Lay the links out on the columns of the encoder's vectors."""
    return [
        {"name": name, "single": single, "start": 2 * LINK_WIDTH * number, "width": LINK_WIDTH}
        for number, (name, (single, _)) in enumerate(LINKS.items())
    ]
