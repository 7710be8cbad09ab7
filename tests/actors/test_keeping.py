"""The compiled registry survives being kept as JSON."""

from __future__ import annotations

import json

from newsledger.actors import compiling, keeping
from newsledger.actors.registry import Registry
from newsledger.data.loading import load


def test_what_is_kept_is_what_was_compiled():
    states = dict(sorted(load("registry/states").items())[:12])
    organizations = [(w, rows["organizations"][:20]) for w, rows in sorted(load("registry/organizations").items())]
    outlets = load("registry/outlets")["registry/outlets"]["outlets"][:20]
    made = compiling.compile_registry(states, organizations, outlets)
    back = keeping.compiled(json.loads(json.dumps(keeping.tables(made))))
    assert list(back.entities.items()) == list(made.entities.items())
    assert list(back.uses.items()) == [(name, uses) for name, uses in made.uses.items() if name]
    assert [(k, list(v)) for k, v in back.families.items()] == [(k, list(v)) for k, v in made.families.items()]


def test_the_registry_is_the_same_with_and_without_a_kept_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_CACHE", str(tmp_path))
    fresh, again = Registry.default.__wrapped__(), Registry.default.__wrapped__()
    assert fresh.entities == again.entities == Registry.default().entities
    assert fresh.uses == again.uses == Registry.default().uses
