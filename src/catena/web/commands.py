"""``catena accounts``: who may reach a case over a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Who may reach a case that is served to others: names, roles, passwords.", no_args_is_help=True)
CaseOption = Annotated[str, typer.Option("--case", help="The case, beside which the accounts are kept.")]
FileOption = Annotated[Path | None, typer.Option("--accounts", help="Another file of accounts.")]
DEFAULT_CASE = "case.catena"


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name; it stands beside every decision.")],
    role: Annotated[str, typer.Option(help="reader looks, reviewer decides, admin adds reports too.")] = "reader",
    case: CaseOption = DEFAULT_CASE,
    accounts: FileOption = None,
    from_input: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input, not from the terminal.")
    ] = False,
) -> None:
    """Make an account, or give one a new role and password."""
    from catena.web.accounts import Accounts, accounts_beside

    if from_input:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    kept = Accounts(accounts or accounts_beside(case))
    account = kept.add(name, role, password)
    typer.echo(f"{account.name}, {account.role}: kept in {kept.path}")


@app.command("list")
def list_accounts(case: CaseOption = DEFAULT_CASE, accounts: FileOption = None) -> None:
    """List the accounts with their roles."""
    from catena.web.accounts import Accounts, accounts_beside

    found = Accounts(accounts or accounts_beside(case)).all()
    for each in found.values():
        typer.echo(f"{each.name}, {each.role}")
    if not found:
        typer.echo("no accounts; `catena accounts add NAME --role admin` makes one")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The name of the account.")],
    case: CaseOption = DEFAULT_CASE,
    accounts: FileOption = None,
) -> None:
    """Take an account away; its sessions end at once, its decisions stay."""
    from catena.web.accounts import Accounts, accounts_beside

    Accounts(accounts or accounts_beside(case)).remove(name)
    typer.echo(f"{name}: taken away")
