"""The reference of the codebook: every type with its modes, its words and labelled sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from manual.tables import code, table
from newsledger.coding.ontology import TypeFacts, ontology
from newsledger.data.loading import load
from newsledger.records import EventType
from newsledger.training.sentences import Example, Labelled, examples

_LENGTHS = range(45, 220)  # characters of a sentence that serves as an example
_EXAMPLES = 3  # of a type, beside those of its modes
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_RULES = {
    "party_object": "only with a party on the receiving side",
    "reciprocal": "both sides act",
    "joint": "only between parties of two countries",
    "weak": "an everyday word: needs a party on both sides",
    "infinitive": "only with an infinitive below it",
}

Page = Mapping[str, Any]


def page() -> str:
    """The whole reference, in the order of the types."""
    return "\n".join([_head(), *(_type(kind, facts) for kind, facts in ontology().items()), _contexts(), _classes()])


def _head() -> str:
    rows = (
        (f"[{kind.value}](#{kind.value.lower()})", f"{facts.quad}: {_QUADS[facts.quad]}", f"{facts.score:g}",
         facts.cameo, len(facts.modes), _book(kind)["meaning"])
        for kind, facts in ontology().items()
    )  # fmt: skip
    heads = ("type", "quad class", "score", "CAMEO", "modes", "meaning")
    return f"""# Codebook

What the codebook says, made from `src/newsledger/data` as the manual was built. A predicate is given as
lemmas: the verb first, then what must stand with it. `a|b` are alternatives, and a word after `$` is
[a class of words](#classes-of-words). Where words are in two lines, the line with more companions counts.
How the codebook is used is in [How it decides](../how-it-decides.md); how to lay your own over it in
[A codebook of your own](../codebook.md). Sentences are from the [labelled sentences](../training-data.md).

{table(heads, rows)}"""


@lru_cache(maxsize=1)
def _pages() -> dict[str, Page]:
    return {str(each["type"]): each for each in load("codebook").values() if "entries" in each}


def _book(kind: EventType) -> Page:
    return _pages()[kind.value]


def _type(kind: EventType, facts: TypeFacts) -> str:
    parts = [f"## {kind.value}\n", f"*{_book(kind)['meaning']}*\n", _facts(kind, facts)]
    if facts.modes:
        parts += ["**Modes**\n", _modes(kind, facts)]
    parts += ["**Words**\n", _entries(_book(kind)["entries"]), "**Sentences**\n", _sentences(kind)]
    return "\n".join(parts)


def _facts(kind: EventType, facts: TypeFacts) -> str:
    said = [f"Quad class {facts.quad} ({_QUADS[facts.quad]}), score {facts.score:g}, CAMEO `{facts.cameo}`."]
    if facts.recipient:
        said.append("Needs a recipient.")
    if facts.future:
        said.append(f"What is still to come is {facts.future.value}.")
    if _book(kind).get("absorbs"):
        said.append("What is asked, promised or refused is its content, and no second event.")
    return " ".join(said) + "\n"


def _modes(kind: EventType, facts: TypeFacts) -> str:
    rows = (
        (f"`{name}`", f"{mode.score:g}", f"`{mode.cameo}`", _shown(next(iter(_told(kind, name)), None)))
        for name, mode in facts.modes.items()
    )
    return table(("mode", "score", "CAMEO", "for example"), rows)


def _entries(entries: Iterable[Page]) -> str:
    rows = (
        (code(entry.get("verbs") or ()) or "-", code(entry.get("nouns") or ()) or "-", entry.get("mode") or "-",
         f"`{entry['cameo']}`" if entry.get("cameo") else "-", code(entry.get("recipient") or ()) or "-", _rules(entry))
        for entry in entries
    )  # fmt: skip
    return table(("predicates", "nouns", "mode", "CAMEO", "recipient stands at", "rules"), rows)


def _rules(entry: Page) -> str:
    said = [told for name, told in _RULES.items() if entry.get(name)]
    said += [f"subject is {entry['subject']}"] if entry.get("subject") else []
    said += [f"brings the context `{entry['context']}`"] if entry.get("context") else []
    return "; ".join(said) or "-"


@lru_cache(maxsize=1)
def _lessons() -> tuple[Example, ...]:
    """Sentences with one event, the shortest first: they show one thing each."""
    single = [each for each in examples() if len(each.events) == 1 and len(each.text) in _LENGTHS]
    return tuple(sorted(single, key=lambda each: (len(each.text), each.text)))


def _told(kind: EventType, mode: str | None) -> Iterator[Example]:
    """Examples of the type and mode whose actor is marked."""
    return (each for each in _lessons() if (e := each.events[0]).type is kind and e.mode == mode and e.actor)


def _sentences(kind: EventType) -> str:
    plain = [each for each in _lessons() if each.events[0].type is kind and each.events[0].recipient]
    step = max(1, len(plain) // _EXAMPLES)
    chosen = plain[step // 2 :: step][:_EXAMPLES]
    rows = ((_shown(each), each.events[0].mode or "-", each.events[0].factuality.value) for each in chosen)
    return table(("sentence", "mode", "factuality"), rows)


def _shown(example: Example | None) -> str:
    return _marked(example.text, example.events[0]) if example else "-"


def _marked(text: str, event: Labelled) -> str:
    """The sentence with its trigger in bold type."""
    start, end = event.trigger
    return f"{text[:start]}**{text[start:end]}**{text[end:]}"


def _contexts() -> str:
    words = load("ontology/contexts")["ontology/contexts"]
    rows = ((f"`{name}`", code(kind["strong"]), code(kind["weak"]) or "-") for name, kind in words.items())
    return f"""## Contexts

A report bears a context where its sentence or headline has one strong word of it or two others. `*` stands
for any ending.

{table(("context", "strong", "others"), rows)}"""


def _classes() -> str:
    rows = ((f"`${name}`", code(words)) for name, words in load("codebook/classes")["codebook/classes"].items())
    return f"## Classes of words\n\n{table(('class', 'words'), rows)}"
