"""Accounts of those who may reach a case over a network: names, roles and hashes of passwords, in a file beside it.

The file stays beside the case and not in it: a case is sent to colleagues, the hashes of passwords are not.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from catena.errors import CaseError, UsageError

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may: look; decide; add reports
PASSWORD_CHARACTERS_MIN, PASSWORD_CHARACTERS_MAX, NAME_CHARACTERS_MAX = 12, 1024, 80


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in: the name stands beside every decision; of the password only its argon2id hash is kept."""

    name: str
    role: Role
    password_hash: str


class Accounts:
    """The accounts of a case, read anew when their file has changed."""

    def __init__(self, path: Path) -> None:
        from argon2 import PasswordHasher  # the web extra, only where there are accounts

        self.path = path
        self._hasher = PasswordHasher()  # argon2id by RFC 9106: 64 MiB, three passes
        self._nobody = self._hasher.hash(os.urandom(16).hex())
        self._read: tuple[int, dict[str, Account]] = (0, {})

    def all(self) -> dict[str, Account]:
        """Give the accounts by name; raise CaseError for a file that holds none."""
        if not self.path.exists():
            return {}
        changed = self.path.stat().st_mtime_ns
        if changed != self._read[0]:
            self._read = changed, _read_file(self.path)
        return self._read[1]

    def add(self, name: str, role: str, password: str) -> Account:
        """Make an account, or give a known one a new role and password; raise UsageError for what cannot be one."""
        name = " ".join(name.split())
        if not name or not name.isprintable() or len(name) > NAME_CHARACTERS_MAX:
            raise UsageError(f"an account needs a name of up to {NAME_CHARACTERS_MAX} printable characters")
        if role not in ROLES:
            raise UsageError(f"no role {role!r}; known: {', '.join(ROLES)}")
        if not PASSWORD_CHARACTERS_MIN <= len(password) <= PASSWORD_CHARACTERS_MAX:
            raise UsageError(f"a password has at least {PASSWORD_CHARACTERS_MIN} characters; several words are easiest")
        account = Account(name, next(each for each in ROLES if each == role), self._hasher.hash(password))
        self._write({**self.all(), name: account})
        return account

    def remove(self, name: str) -> None:
        """Take an account away; what it decided stays in the journal."""
        kept = dict(self.all())
        if kept.pop(name, None) is None:
            raise UsageError(f"no account {name!r}; known: {', '.join(sorted(kept)) or 'none'}")
        self._write(kept)

    def check(self, name: str, password: str) -> Account | None:
        """Give the account of a name and password; an unknown name takes as long as a wrong password."""
        from argon2.exceptions import VerificationError

        account = self.all().get(" ".join(name.split()))
        try:
            self._hasher.verify(self._nobody if account is None else account.password_hash, password)
        except VerificationError:
            return None
        return account

    def _write(self, accounts: dict[str, Account]) -> None:
        records = [asdict(accounts[name]) for name in sorted(accounts)]
        # A new file of our own, readable by its owner only, takes the place of the old one at once.
        number, fresh = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            json.dump({"accounts": records}, stream, ensure_ascii=False, indent=1)
        Path(fresh).replace(self.path)


def accounts_beside(case: str) -> Path:
    """Give the file of a case's accounts; raise UsageError for a case on a server, which has nothing beside it."""
    if "://" in case:
        raise UsageError("a case on a database server has no file beside it; name one with --accounts FILE")
    return Path(f"{case}.accounts")


def _read_file(path: Path) -> dict[str, Account]:
    try:
        records = json.loads(path.read_text(encoding="utf-8"))["accounts"]
        found = [Account(each["name"], each["role"], each["password_hash"]) for each in records]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path}: no file of accounts ({error}); `catena accounts add` makes one") from error
    if any(each.role not in ROLES for each in found):
        raise CaseError(f"{path}: a role that is none; known: {', '.join(ROLES)}")
    return {each.name: each for each in found}
