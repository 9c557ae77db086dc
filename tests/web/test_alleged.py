"""Who is shown as said to have done it."""

from __future__ import annotations

from catena.web.incident_view import Alleged, Witness

WITNESS = Witness("Harbour Post", "outlet", "", "", ())


def test_who_only_denies_is_not_said_to_have_done_it() -> None:
    assert not Alleged("The ministry", None, (), (), (WITNESS,)).is_doer
    assert Alleged("The ministry", None, (WITNESS,), (), (WITNESS,)).is_doer
    assert Alleged("The Red Column", None, (), (WITNESS,), ()).is_doer
