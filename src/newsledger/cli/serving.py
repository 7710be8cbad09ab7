"""The desk on the command line: serving it, and the tokens that let people in."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format
from newsledger.errors import NewsledgerError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from newsledger.ledger import Ledger
    from newsledger.ledger.tokens import Token

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Role(StrEnum):
    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; any but loopback needs tokens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8420,
    name: Annotated[list[str] | None, typer.Option(help="A host name that it also answers to.")] = None,
    workers: Annotated[int, typer.Option(help="Processes that answer; each holds the events.", min=1, max=64)] = 1,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Open the desk in the browser: newsledger serve --ledger news.db"""
    from newsledger.desk.serving.guard import LOOPBACK as NAMES

    open_reading = host in LOOPBACK
    names = [*NAMES, *(name or ()), *(() if open_reading else (host,))]
    with floors.open_ledger(ledger) as opened:
        if not open_reading and not any(each.revoked is None for each in _made(opened)):
            raise NewsledgerError(
                f"Others can reach {host}, and no token lets them in",
                mend="Make one first: newsledger token create --role reader",
            )
        if workers == 1:
            from newsledger.desk.app import create_app

            _answer(create_app(opened, open_reading=open_reading, hosts=names), host, port)
            return
    from newsledger.desk.several import telling

    with telling(str(ledger), open_reading, names) as application:
        _answer(application, host, port, factory=True, workers=workers)


def _answer(app: FastAPI | str, host: str, port: int, **more: Any) -> None:
    import uvicorn

    uvicorn.run(app, host=host, port=port, log_level="info", access_log=False, server_header=False, **more)


def _made(opened: Ledger) -> tuple[Token, ...]:
    from newsledger.ledger import tokens

    with opened.reading() as connection:
        return tokens.every(connection)


token = typer.Typer(no_args_is_help=True, help="Who may read, review or add: newsledger token create --role reviewer")


@token.command()
def create(
    role: Annotated[Role, typer.Option(help="reader reads; reviewer also judges; admin also adds pages.")],
    name: Annotated[str, typer.Option(help="Who holds it; signs what is done with it.")] = "desk",
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Make a token and show it, this once."""
    with floors.open_ledger(ledger) as opened:
        from newsledger.ledger import tokens

        with opened.writing() as connection:
            secret = tokens.create(connection, name, role.value, datetime.now(UTC))
    typer.echo(secret)


@token.command("list")
def list_(format_: o.OutputFormat = Format.TABLE, ledger: o.LedgerPath = DEFAULT_LEDGER) -> None:
    """Every token made, without its secret."""
    from newsledger.cli.listing import give

    with floors.open_ledger(ledger) as opened:
        give("tokens", _made(opened), format_)


@token.command()
def revoke(
    number: Annotated[int, typer.Argument(help="The token's number, as the list has it.")],
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """End a token for good."""
    with floors.open_ledger(ledger) as opened:
        from newsledger.ledger import tokens

        with opened.writing() as connection:
            ended = tokens.revoke(connection, number, datetime.now(UTC))
        if not ended:
            raise NewsledgerError("There is no token of this number in use", where=str(number))
