"""Unlabelled sentences of invented news, read by a student beside its teacher."""

from __future__ import annotations

from newsledger.data.loading import load


def prose() -> list[str]:
    """Every sentence, file after file, in their order."""
    return [str(sentence) for page in load("prose").values() for sentence in page["sentences"]]
