"""Whether a folder of a user's own knowledge says what its forms ask; every mistake with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsledger.data import forms, loading
from newsledger.data.explaining import explained
from newsledger.data.forms import Known
from newsledger.data.marked import Page, read
from newsledger.data.mistakes import Mistake, of_file

# The two folders that a user's own folder may hold.
PARTS = ("codebook", "registry")
_MAX_FILES = 2_000
_SINGLE: dict[str, Any] = {
    "codebook/light": forms.Light,
    "codebook/governors": forms.Governors,
    "codebook/things": forms.Things,
    "codebook/tolls": forms.Tolls,
    "codebook/classes": dict[str, forms.Lemmas],
    "registry/outlets": forms.Outlets,
}
_FOLDERS: dict[str, Any] = {
    "codebook": forms.TypePage,
    "registry/states": forms.StatePage,
    "registry/organizations": forms.Organizations,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """Pages by their path below the folder, without the ending, and what is wrong."""

    pages: dict[str, Any]
    mistakes: tuple[Mistake, ...]


def check(folder: Path) -> Checked:
    """Reads every file of the folder and holds it against its form. Never raises for what the files say."""
    paths, mistakes = _files(folder)
    pages = {str(path.relative_to(folder).with_suffix("").as_posix()): read(path) for path in paths}
    known = _known(pages)
    for concept, page in pages.items():
        mistakes += [*page.mistakes, *_formed(concept, page, known)]
    return Checked({concept: page.value for concept, page in pages.items()}, tuple(mistakes))


def _files(folder: Path) -> tuple[list[Path], list[Mistake]]:
    """The files that count, by name; folders and files that nobody reads are mistakes."""
    if not folder.is_dir():
        return [], [of_file(folder, "There is no such folder", "Name a folder with codebook/ or registry/ in it.")]
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p.relative_to(folder)))
    yaml = [p for p in found if p.suffix == ".yaml"][:_MAX_FILES]
    mistakes = [of_file(p, "Only files that end in .yaml are read", f"Call it {p.stem}.yaml.") for p in found
                if p.suffix == ".yml"]  # fmt: skip
    kept = [p for p in yaml if _form(_concept(folder, p)) is not None]
    mend = "Files lie in codebook/, registry/states/ and registry/organizations/; outlets in registry/outlets.yaml."
    mistakes += [of_file(p, "Nothing reads a file in this place", mend) for p in yaml if p not in kept]
    if not yaml and not mistakes:
        mistakes.append(of_file(folder, "The folder holds no knowledge files", "Give it codebook/ or registry/."))
    return kept, mistakes


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _concept(folder: Path, path: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _form(concept: str) -> Any:
    """The form of the file; None where nothing reads it. A state's file is found by its code, and lies in no folder."""
    if concept in _SINGLE:
        return _SINGLE[concept]
    parent = concept.rpartition("/")[0]
    place = parent if parent == "registry/states" else "/".join(parent.split("/")[: 1 + parent.startswith("registry/")])
    return None if place == "registry/states" != parent else _FOLDERS.get(place)


def _formed(concept: str, page: Page, known: Known) -> Iterator[Mistake]:
    if page.value is None or page.mistakes:  # what is no plain YAML has no form to speak of
        return
    kind = page.value.get("type") if isinstance(page.value, dict) else None
    told = replace(known, stem=page.path.stem, type=kind if isinstance(kind, str) else "")
    yield from explained(page, _form(concept), told)


def _known(pages: dict[str, Page]) -> Known:
    """What the files may name: the package's knowledge, and what these files add to it."""
    types = loading.load("ontology/types")["ontology/types"]
    sectors = loading.load("ontology/sectors")["ontology/sectors"]
    states = loading.load("registry/states")
    own = {page.path.stem for concept, page in pages.items() if concept.startswith("registry/states/")}
    classes = pages.get("codebook/classes")
    added = classes.value if classes and isinstance(classes.value, dict) else {}
    roles = {o["role"] for s in states.values() for o in s.get("offices") or () if o.get("role")}
    return Known(
        modes={name: frozenset(row["modes"]) for name, row in types.items()},
        classes={*loading.load("codebook/classes")["codebook/classes"], *added},
        contexts=frozenset(loading.load("ontology/contexts")["ontology/contexts"]),
        sectors=frozenset(sectors["sectors"]),
        countries={*states, *sectors["countries"], *own},
        roles=roles | set(loading.load("ontology/titles")["ontology/titles"]["roles"]),
        cameo=frozenset(loading.load("exports/cameo")["exports/cameo"]),
        states=frozenset(states),
    )
