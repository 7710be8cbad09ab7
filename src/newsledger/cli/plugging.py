"""What other distributions add."""

from __future__ import annotations

from newsledger.cli import options as o
from newsledger.cli.options import Format


def plugins(format_: o.OutputFormat = Format.TABLE) -> None:
    """Every plug-in that is installed, whether it is in use, and why not."""
    from newsledger.cli.listing import give_rows, note
    from newsledger.running.plugged import every

    found = every()
    names = ("point", "name", "distribution", "version", "state", "reason")
    give_rows(names, [each.to_dict() for each in found], format_)
    if not found:
        note("No plug-ins are installed.")
