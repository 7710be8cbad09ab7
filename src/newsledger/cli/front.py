"""The command line's front: it turns every error on purpose into one message."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from newsledger.errors import NewsledgerError

_INTERRUPTED = 130


class Front(TyperGroup):
    """Runs a command; what goes wrong is told in one message and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except NewsledgerError as error:
            typer.secho(f"Error: {error}", fg=typer.colors.RED, err=True)
            raise typer.Exit(1) from None
        except BrokenPipeError:
            # The reader of our output has seen enough; nothing more can or need be said to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            typer.secho("Stopped. What was written is kept; the same command goes on from there.", err=True)
            raise typer.Exit(_INTERRUPTED) from None
