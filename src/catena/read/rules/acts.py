"""What a plain "said" does: deny, condemn, accuse or promise, by what is said."""

from __future__ import annotations

import re

from catena.model import Act

_DENIES = re.compile(
    r"\b(?:(?:did|do|does|was|were|is|are|has|have|had) (?:not|never)\b(?! (?:give|specify|say|provide|"
    r"immediately|clear|yet|elaborate|only|just|know|believe))|(?:didn|wasn|weren|hasn|haven|hadn)['’]t\b|"
    r"never (?:\w+ed)\b|no truth|untrue|baseless|groundless|unfounded|fabricat\w+|false (?:claims?|"
    r"information|accusations?|allegations?|reports?|news)|(?:is|are|was|were) (?:completely |totally |"
    r"utterly )?false|"
    r"not (?:involved|responsible|behind)|no (?:involvement|role|hand|connection|knowledge)|rumou?rs?|"
    r"ridiculous|nothing to do with)\b",
    re.IGNORECASE,
)
_CONDEMNS = re.compile(
    r"\b(?:heinous|barbari\w+|cowardly|horrific|horrifying|appall\w+|atroc\w+|outrag\w+|despicable|"
    r"deplorable|unacceptable|shock(?:ed|ing)|brutal (?:act|attack|murder|killing)|"
    r"travesty|affront|crimes? against humanity|war crimes?|deeply concerned|grave(?:ly)? concern\w*|"
    r"grave breach|violat(?:es|ed|ion of) international|disgrace\w*|shameful|inhuman\w*|treacherous|"
    r"senseless|"
    r"flagrant|strongest terms|terrorist act|criminal act|condemn\w*|denounc\w*)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:we will|will (?:bring|hunt|continue|investigate|prosecute|pursue|ensure|do everything|hold|"
    r"punish|spare no)|(?:vow|pledg|promis)(?:ed|es|ing)|committed to|would (?:investigate|punish|pursue|"
    r"ensure))\b",
    re.IGNORECASE,
)


def refine_act(act: Act, text: str, *, named: bool) -> Act:
    """Refine a plain assertion by what is said: a denial, a condemnation, a promise, an accusation of a ``named`` doer."""
    if act != "asserts":
        return act
    if _DENIES.search(text):
        return "denies"
    if _CONDEMNS.search(text):
        return "condemns"
    if named:
        return "accuses"
    if _PROMISES.search(text):
        return "promises"
    return "asserts"
