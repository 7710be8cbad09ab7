"""Plug-ins and other coders on the command line."""

import orjson
import pytest

from making.distributions import install
from making.server import reply, serving
from newsledger import plugins


def test_plug_ins_are_listed(run, tmp_path, monkeypatch):
    install(tmp_path / "site", "broken", {"coders/x": "nowhere_at_all:X"}, {})
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    plugins.forget()
    (row,) = map(orjson.loads, run("plugins", "--format", "json").stdout.splitlines())
    assert (row["distribution"], row["state"]) == ("broken", "set aside")
    assert "is set aside" in run("ingest", "a.txt", "--coder", "x", code=1).stderr
    monkeypatch.undo()
    plugins.forget()


@pytest.mark.parametrize(
    "given", [("--coder", "openai"), ("--endpoint", "http://127.0.0.1/v1"), ("--coder", "openai", "--llm-model", "m")]
)
def test_a_language_model_needs_all_its_options(run, given):
    assert "belong together" in run("ingest", "a.txt", *given, code=1).stderr


def test_a_language_model_codes_where_it_is_asked_to(run, tmp_path):
    words = orjson.dumps(
        {"events": [{"sentence": 1, "type": "CONSULT", "trigger": "met", "actor": ["Kenya"]}]}
    ).decode()
    answer = reply(orjson.dumps({"choices": [{"message": {"content": words}}]}))
    with serving({"/v1/chat/completions": answer}) as server:
        told = ("--coder", "openai", "--endpoint", server.url("/v1"), "--llm-model", "stub-1")
        result = run("code", *told, stdin='{"text": "Kenya met Uganda."}\n')
    (report,) = map(orjson.loads, result.stdout.splitlines())
    assert (report["coder"]["name"], report["why"]["type"]) == (
        "openai/stub-1",
        "CONSULT by stub-1 at 127.0.0.1, for the words 'met'",
    )
