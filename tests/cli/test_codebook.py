"""The check of a user's own codebook on the command line."""

import orjson
import pytest

from making.folders import write
from newsledger.data import own

FAULTY = {"codebook/mine.yaml": "type: SANKTION\nentrys: []\n"}


@pytest.fixture(autouse=True)
def as_before():
    yield
    own.use(())


def test_mistakes_are_told_line_by_line_and_end_with_1(run, tmp_path):
    result = run("codebook", "check", write(tmp_path / "mine", FAULTY), code=1)
    lines = result.stdout.splitlines()
    assert [line.split("mine.yaml")[1].split(": ")[0] for line in lines] == [":1:7", ":2:1"]
    assert "2 mistakes in 1 files" in result.stderr


def test_mistakes_as_records(run, tmp_path):
    result = run("codebook", "check", write(tmp_path / "mine", FAULTY), "--format", "json", code=1)
    first, _ = map(orjson.loads, result.stdout.splitlines())
    assert (first["line"], first["column"], first["mend"]) == (1, 7, "Did you mean 'SANCTION'?")
    table = run("codebook", "check", tmp_path / "mine", "--format", "csv", code=1).stdout.splitlines()
    assert table[0] == "file,line,column,what,mend"
    assert len(table) == 3


def test_a_well_formed_folder_says_what_it_holds(run, tmp_path):
    mine = write(tmp_path / "mine", {"codebook/a.yaml": "type: AID\n", "registry/states/FRA.yaml": "code: FRA\n"})
    result = run("codebook", "check", mine)
    assert result.stdout == ""
    assert "2 files are well formed: 1 in codebook, 1 in registry/states" in result.stderr


def test_a_folder_with_mistakes_ends_a_command_with_the_first(run, tmp_path, monkeypatch):
    from newsledger.actors import Registry
    from newsledger.cli import floors

    monkeypatch.setattr(floors, "registry", Registry.default)
    result = run("actor", "Merrow", "--data", write(tmp_path / "mine", FAULTY), code=1)
    assert "no type 'SANKTION', and 1 more" in result.stderr


def test_plug_ins_are_listed(run, tmp_path, monkeypatch):
    from making.distributions import install
    from newsledger import plugins

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
    from making.server import reply, serving

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


def test_feeds_are_watched_once(run, tmp_path, monkeypatch):
    from making.server import reply, serving

    monkeypatch.setenv("NEWSLEDGER_PACE_SECONDS", "0")
    item = "<item><title>t</title><link>/a</link></item>"
    words = "<html><body><article><p>Kim met Shoigu in Pyongyang on Friday, and left.</p></article></body></html>"
    routes = {"/f": reply(f"<rss><channel>{item}</channel></rss>"), "/a": reply(words)}
    with serving(routes) as server:
        told = run("watch", server.url("/f"), "--once", "--allow-private", "--ledger", "w.db").stderr
    assert "1 feeds asked, 0 unchanged, 0 failed; 1 new pages named, 1 read, 0 failed." in told
    assert len(run("documents", "--ledger", "w.db", "--format", "json").stdout.splitlines()) == 1
    assert "http or https" in run("watch", "file:///etc/passwd", "--once", code=1).stderr
