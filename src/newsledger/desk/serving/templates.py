"""The templates' engine: everything is escaped, and nothing steers the direction of text."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsledger import __version__
from newsledger.desk.asking.quads import QUADS, leaning, quad_of
from newsledger.desk.asking.recognising import state_name
from newsledger.desk.serving import words
from newsledger.reprs import plural

NAVIGATION = (
    ("Events", "/events"),
    ("Stories", "/stories"),
    ("Actors", "/actors"),
    ("Claims", "/claims"),
    ("Sources", "/sources"),
    ("Disagreements", "/disagreements"),
    ("Plans", "/plans"),
    ("Review", "/review"),
    ("Watches", "/watches"),
    ("Codebook", "/codebook"),
    ("Registry", "/registry"),
    ("Runs", "/runs"),
)
STATIC = Path(__file__).parents[1] / "static"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """One engine for the process."""
    made = Environment(
        loader=PackageLoader("newsledger.desk", "templates"),
        autoescape=True,
        finalize=words.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "asset": asset, "glyphs": words.GLYPHS, "quads": QUADS, "version": __version__,
        "quad_of": quad_of, "leaning": leaning, "navigation": NAVIGATION,
    }  # fmt: skip
    names = ("day", "when", "where", "web_link", "party_key", "party_link", "event_link", "document_link", "unique",
             "sentence_of", "short", "thousands", "plain", "chain")  # fmt: skip
    made.filters |= {name: getattr(words, name) for name in names}
    made.filters |= {
        "part": part,
        "plural": plural,
        "state": state_name,
        "unique_words": lambda values: ", ".join(dict.fromkeys(values)),
    }
    return made


@lru_cache(maxsize=32_768)
def part(value: Hashable, name: str) -> Markup:
    """What a macro of the parts makes of a value: always the same, so it is made once."""
    made: Markup = getattr(environment().get_template("parts.html").module, name)(value)
    return made


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a file of ours, with a mark of its content, so that no old one is kept."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:8]}"


def render(template: str, **context: Any) -> str:
    return environment().get_template(template).render(**context)
