"""What pydantic finds wrong with a page, in a person's words and at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from newsledger.data.forms import Known, suggestion
from newsledger.data.marked import Loc, Mark, Page
from newsledger.data.mistakes import Mistake

_HOW_TO = "See the form in the codebook how-to."
_TRUTH = ("bool_type", "bool_parsing")
_NEEDED = {"string_type": "words", "int_type": "a whole number", "list_type": "a list", "dict_type": "a mapping"}
_MADE = {"str": "words", "int": "a number", "float": "a number", "bool": "a truth value", "null": "nothing",
         "seq": "a list", "map": "a mapping", "timestamp": "a day"}  # fmt: skip


def explained(page: Page, form: Any, known: Known) -> Iterator[Mistake]:
    """Every place where the page does not have the form, in the order of the file."""
    try:
        TypeAdapter(form).validate_python(page.value, context=known)
    except ValidationError as error:
        found = (_told(page, form, each) for each in error.errors(include_url=False))
        yield from sorted(found, key=lambda m: (m.line, m.column))


def _told(page: Page, form: Any, error: ErrorDetails) -> Mistake:
    loc: Loc = tuple(error["loc"])
    kind, mark = error["type"], _nearest(page.values, loc)
    if kind == "told":
        context = error.get("ctx", {})
        return page.at(mark, context["what"], context["mend"])
    if kind == "extra_forbidden":
        known = _fields(form, loc[:-1])
        return page.at(page.keys.get(loc, mark), f"There is no field {loc[-1]!r} here", suggestion(str(loc[-1]), known))
    if kind == "missing":
        return page.at(_nearest(page.values, loc[:-1]), f"The field {loc[-1]!r} is missing here", f"Add {loc[-1]}: ...")
    if kind == "literal_error":
        allowed = error.get("ctx", {}).get("expected", "")
        return page.at(mark, f"{error['input']!r} is none of the words known here", f"Choose from {allowed}.")
    return page.at(mark, *_of_kind(kind, mark, error))


def _of_kind(kind: str, mark: Mark | None, error: ErrorDetails) -> tuple[str, str]:
    """A value of another kind than is needed; YAML's own surprises are told apart."""
    raw, made = (mark.raw, mark.kind) if mark else ("", "")
    if kind == "string_type" and made == "bool":
        return f"YAML takes a bare {raw} for a truth value", f'Put it in quotation marks: "{raw}".'
    if kind == "string_type" and made in {"int", "float"}:
        return f"YAML takes {raw} for a number", f'Put it in quotation marks: "{raw}".'
    if kind in _TRUTH:
        return f"{raw or 'This'} is neither true nor false", "Write true or false."
    if kind == "list_type" and made == "str":
        return f"A list is needed here, and {raw!r} is one word", f"Put it in brackets: [{raw}]."
    needed = _NEEDED.get(kind) or ("a mapping" if kind in {"model_type", "model_attributes_type"} else "")
    if needed:
        return (
            f"This is {_MADE.get(made, 'something else')}, and {needed} is needed",
            _HOW_TO,
        )
    return error["msg"], _HOW_TO


def _nearest(marks: dict[Loc, Mark], loc: Loc) -> Mark | None:
    """The mark of the place, or of the closest thing around it."""
    return next((marks[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in marks), None)


def _fields(form: Any, loc: Loc) -> list[str]:
    """The fields that the form has at a place."""
    model = _model(form)
    for part in loc:
        if model is None:
            break
        if isinstance(part, str):
            model = _model(model.model_fields[part].annotation) if part in model.model_fields else None
    return list(model.model_fields) if model else []


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``list[Annotated[Entry, ...]] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model(part)) is not None), None)
