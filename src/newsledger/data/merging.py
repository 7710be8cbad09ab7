"""A user's own knowledge laid over the packaged: what it adds, what it puts in its place.

Nothing that is given is changed. Lists grow, mappings are merged field by field, single values are
replaced; ``replace: true`` in a mapping puts it whole in the place of the packaged one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Pages = dict[str, Any]

_REPLACE = "replace"
# Marks the entries of a user's own codebook, which the learned head has never seen.
OWN = "own"


def merged(below: Any, above: Any) -> Any:
    """One value over another."""
    if isinstance(above, Mapping):
        whole = above.get(_REPLACE) or not isinstance(below, Mapping)
        return _over({} if whole else below, above)
    if isinstance(below, list) and isinstance(above, list):
        return _lists(below, above)
    return above


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in above.items() if name != _REPLACE}
    return {**below, **{name: merged(below.get(name), value) for name, value in said.items()}}


def _lists(below: list[Any], above: list[Any]) -> list[Any]:
    """What is new comes first, since the first who claims a name keeps it; what is named again is merged in place."""
    again = {_name(item): item for item in above if _name(item)}
    held = [merged(item, again[_name(item)]) if _name(item) in again else item for item in below]
    names = {_name(item) for item in below if _name(item)}
    fresh = [merged(None, i) for i in above if (_name(i) not in names if _name(i) else i not in below)]
    return [*fresh, *held]


def _name(item: Any) -> tuple[str, ...]:
    """By what an item of a list is known: an outlet's id, an office, a name, a holder's name with the first day."""
    if not isinstance(item, Mapping):
        return ()
    if "id" in item or "office" in item:
        return (str(item.get("id") or item["office"]),)
    return (str(item["name"]), str(item.get("start") or "")) if "name" in item else ()


# -- the codebook ---------------------------------------------------------------------------


def codebooks(below: Pages, above: Pages) -> Pages:
    """Pages of types by their type, other pages by their name."""
    typed = [page for page in above.values() if "type" in page]
    other = {name: merged(below.get(name), page) for name, page in above.items() if "type" not in page}
    taken = {
        kind: _words((e for page in typed for e in page.get("entries") or ()), kind) for kind in ("verbs", "nouns")
    }
    pages = {name: _without(page, taken) if "type" in page else page for name, page in {**below, **other}.items()}
    for page in typed:
        name = next((n for n, held in pages.items() if held.get("type") == page["type"]), page["type"])
        pages[name] = _typed(pages.get(name, {}), page)
    return pages


def _typed(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    held: Mapping[str, Any] = {**below, "entries": []} if above.get(_REPLACE) else below
    held = _without(held, {kind: set(map(_spaced, words or ())) for kind, words in (above.get("remove") or {}).items()})
    said = {k: v for k, v in above.items() if k not in {_REPLACE, "remove", "entries"}}
    rows = [{**entry, OWN: True} for entry in above.get("entries") or ()]
    return {**held, **said, "entries": [*rows, *held["entries"]]}


def _words(entries: Iterable[Mapping[str, Any]], kind: str) -> set[str]:
    return {_spaced(word) for entry in entries for word in entry.get(kind) or ()}


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _without(page: Mapping[str, Any], taken: Mapping[str, set[str]]) -> dict[str, Any]:
    """The page without predicates of these very words: what a user lists stands in their place."""
    rows = [_but(entry, taken) for entry in page.get("entries") or ()]
    return {**page, "entries": [row for row in rows if row.get("verbs") or row.get("nouns")]}


def _but(entry: Mapping[str, Any], taken: Mapping[str, set[str]]) -> dict[str, Any]:
    kept = {k: [w for w in entry.get(k) or () if _spaced(w) not in taken.get(k, ())] for k in ("verbs", "nouns")}
    return {**entry, **kept}


# -- the registry ---------------------------------------------------------------------------


def organizations(below: Pages, above: Pages) -> Pages:
    """A body that a packaged file has is merged there; new ones stay in the file that names them."""
    pages = dict(below)
    for name, page in above.items():
        rows = [row for row in page["organizations"] if not _merge_into(pages, row)]
        pages[_free(name, pages)] = {"organizations": rows}
    return pages


def _merge_into(pages: Pages, row: Mapping[str, Any]) -> bool:
    for name, page in pages.items():
        held = [each["name"] for each in page["organizations"]]
        if row["name"] in held:
            at = held.index(row["name"])
            rows = [merged(r, row) if n == at else r for n, r in enumerate(page["organizations"])]
            pages[name] = {**page, "organizations": rows}
            return True
    return False


def _free(name: str, pages: Pages) -> str:
    return name if name not in pages else _free(name + "+", pages)


def laid_over(concept: str, below: Pages, above: Pages) -> Pages:
    """All pages of a concept, the user's over the package's."""
    if concept == "codebook":
        return codebooks(below, above)
    if concept == "registry/organizations":
        return organizations(below, above)
    return {**below, **{name: merged(below.get(name), page) for name, page in above.items()}}
