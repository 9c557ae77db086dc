"""Signing in: sessions that end, a limit on attempts, and what each role may do. Only where a case has accounts."""

from __future__ import annotations

import secrets
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from catena.web.accounts import ROLES, Account, Accounts, Role

IDLE_S, LIFE_S = 2 * 3600.0, 12 * 3600.0
ATTEMPTS_S = 15 * 60.0  # wrong passwords are remembered for this long
WRONG_MAX_BY_NAME, WRONG_MAX_BY_ADDRESS = 5, 20
SIGNED_MAX = 1000
CHECKS_AT_ONCE = 2  # each takes 64 MiB
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ADMIN_PATHS = ("/import",)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has signed in, when (by a clock that only runs forward), and when it was last seen."""

    name: str
    since: float
    seen: float


class Doors:
    """Who is in. A session is known by its cookie, which is drawn anew at each sign-in and forgotten at its end."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = monotonic) -> None:
        self.accounts = accounts
        self._clock = clock
        self._signed: dict[str, Signed] = {}
        self._wrong: defaultdict[str, deque[float]] = defaultdict(deque)
        self._checks = threading.Semaphore(CHECKS_AT_ONCE)

    def wait_s(self, name: str, address: str) -> int:
        """Say for how many seconds no attempt under this name, or from this address, is looked at; 0 for none."""
        now = self._clock()
        waits = (
            self._wait_s(f"name {name}", WRONG_MAX_BY_NAME, now),
            self._wait_s(f"from {address}", WRONG_MAX_BY_ADDRESS, now),
        )
        return int(max(waits)) + 1 if max(waits) > 0 else 0

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """Give a new session for the right password, None for a wrong one; ask ``wait_s`` first."""
        with self._checks:
            account = self.accounts.check(name, password)
        now = self._clock()
        if account is None:
            for key in (f"name {name}", f"from {address}"):
                self._wrong[key].append(now)
            return None
        self._wrong.pop(f"name {name}", None)
        while len(self._signed) >= SIGNED_MAX:
            del self._signed[min(self._signed, key=lambda each: self._signed[each].seen)]
        session = secrets.token_urlsafe(32)
        self._signed[session] = Signed(account.name, now, now)
        return session

    def sign_out(self, session: str) -> None:
        """Forget a session."""
        self._signed.pop(session, None)

    def who(self, session: str) -> Account | None:
        """Give whose session it is, with the present role; None where it has ended or the account is gone."""
        signed, now = self._signed.get(session), self._clock()
        if signed is None:
            return None
        account = self.accounts.all().get(signed.name)
        if account is None or now - signed.since > LIFE_S or now - signed.seen > IDLE_S:
            self._signed.pop(session, None)
            return None
        self._signed[session] = replace(signed, seen=now)
        return account

    def _wait_s(self, key: str, most: int, now: float) -> float:
        wrong = self._wrong.get(key)
        while wrong and now - wrong[0] > ATTEMPTS_S:
            wrong.popleft()
        if not wrong:
            self._wrong.pop(key, None)
            return 0.0
        return wrong[0] + ATTEMPTS_S - now if len(wrong) >= most else 0.0


def may(role: Role, method: str, path: str) -> bool:
    """Say whether a role may ask this: readers look, reviewers decide, admins add reports."""
    if path.startswith(ADMIN_PATHS):
        needed: Role = "admin"
    else:
        needed = "reader" if method in SAFE or path == "/logout" else "reviewer"
    return ROLES.index(role) >= ROLES.index(needed)


def is_open(path: str) -> bool:
    """Say whether a path is there for those who have not signed in: the form to do so, and what it is drawn with."""
    return path == "/login" or path.startswith("/static/")
