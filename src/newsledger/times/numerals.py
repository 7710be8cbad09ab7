"""How many: number words and figures of an amount."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.times.lexing import Lexeme

_AMOUNTS = ("small", "yy", "year", "int", "decimal", "number", "vague", "half", "a")


def amount_lexemes(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    return [x for x in lexemes if x.category in _AMOUNTS]


def amount(lexemes: Sequence[Lexeme]) -> float | None:
    """The number that the lexemes name; None where it is vague ("several")."""
    found = amount_lexemes(lexemes)
    if any(x.meaning == "X" for x in found):
        return None
    if any(x.category == "vague" for x in found):
        return 2
    numbers = [float(x.meaning) for x in found if x.category not in ("a", "half")]
    half = 0.5 if any(x.category == "half" for x in found) else 0.0
    if not numbers:
        return half or (1.0 if found else None)
    return _composed(numbers) + half


def _composed(numbers: Sequence[float]) -> float:
    total, current = 0.0, 0.0
    for number in numbers:
        if number in (100, 1000, 12) and current:
            current *= number
            total, current = (total + current, 0.0) if number == 1000 else (total, current)
        else:
            current += number
    return total + current
