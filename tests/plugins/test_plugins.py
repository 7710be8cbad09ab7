"""Plug-ins: found, loaded, listed; what fails is set aside in words."""

from __future__ import annotations

import io

import pytest

from making.records import document
from newsledger import plugins
from newsledger.data import own
from newsledger.errors import QueryError
from newsledger.exporting.formats import FORMATS, find
from newsledger.plugins import PluginError
from newsledger.reading import Rejected, read
from newsledger.reading.formats import READERS
from newsledger.reading.plugged import readers
from newsledger.running.coding import code_batch
from newsledger.running.plugged import PluggedCoder, every, plugged_linker

NOTE = """
class Notes:
    endings = (".note",)
    def read(self, stream, source):
        for line in stream.read().decode().splitlines():
            if line == "boom":
                raise RuntimeError("out of ink")
            yield line if line == "bare" else {"text": line}
"""


def state_of(name):
    (found,) = [each for each in every() if each.name == name]
    return found.state.value, found.reason


# -- finding --------------------------------------------------------------------------------


def test_what_is_installed_is_listed_with_its_distribution(site):
    site("my-notes", {"readers/notes": "notes_a:Notes"}, {"notes_a.py": NOTE}, "2.1")
    (found,) = every()
    assert found.to_dict() == {
        "point": "readers", "name": "notes", "distribution": "my-notes", "version": "2.1", "state": "ready",
        "reason": "",
    }  # fmt: skip


def test_points_that_there_are_not_and_other_peoples_are_passed_over(site):
    site("odd", {"poems/x": "nowhere:x"})
    assert every() == ()


@pytest.mark.parametrize(
    ("point", "leads_to", "module", "reason"),
    [
        ("readers/x", "nowhere_b:X", "", "ModuleNotFoundError"),
        ("readers/x", "mod_c:Missing", "", "AttributeError"),
        ("readers/x", "mod_d:X", "raise SystemError('old wheel')", "SystemError: old wheel"),
        ("readers/x", "mod_e:X", "def X(: pass", "SyntaxError"),
        ("readers/x", "mod_f:X", "X = 3", "mod_f:X is not an object with endings and read"),
        ("readers/x", "mod_g:X", "class X:\n    def __init__(self, needs): pass", "TypeError"),
        ("codebooks/x", "mod_h:X", "X = '/nowhere/at/all'", "is not a folder"),
        ("codebooks/x", "mod_i:X", "def X(): raise ValueError", "ValueError"),
        ("coders/x", "mod_j:X", "X = None", "is not a callable"),
    ],
)
def test_what_cannot_be_loaded_is_set_aside_with_the_reason(site, caplog, point, leads_to, module, reason):
    site("broken", {point: leads_to}, {leads_to.split(":")[0] + ".py": module} if "nowhere" not in leads_to else {})
    state, told = state_of("x")
    assert state == "set aside"
    assert reason in told
    assert "x of broken 1.0" in caplog.text


def test_one_that_fails_does_not_cost_the_others(site):
    site("broken", {"readers/x": "nowhere_k:X"})
    site("good", {"readers/notes": "notes_l:Notes"}, {"notes_l.py": NOTE})
    assert set(readers(READERS)) == {".note"}


def test_the_setting_leaves_plug_ins_out(site, monkeypatch):
    site("good", {"readers/notes": "notes_m:Notes"}, {"notes_m.py": NOTE})
    for told, state in (("none", "off"), ("other", "off"), ("other, good", "ready"), ("all", "ready")):
        monkeypatch.setenv("NEWSLEDGER_PLUGINS", told)
        assert state_of("notes")[0] == state
        assert bool(readers(READERS)) == (state == "ready")


def test_of_two_with_one_name_the_first_distribution_keeps_it(site):
    site("b-notes", {"readers/notes": "notes_n:Notes"}, {"notes_n.py": NOTE})
    site("a-notes", {"readers/notes": "notes_n:Notes"})
    held = {each.distribution: (each.state.value, each.reason) for each in every()}
    assert held["a-notes"][0] == "ready"
    assert held["b-notes"] == ("set aside", "the name 'notes' is taken by a-notes")


# -- each point -----------------------------------------------------------------------------


def test_a_reader_reads_its_files_and_bad_rows_are_rejected(site, tmp_path):
    site("my-notes", {"readers/notes": "notes_o:Notes"}, {"notes_o.py": NOTE})
    page = tmp_path / "a.note"
    page.write_text("Kim met Shoigu.\nbare\n\nboom\n")
    good, bare, empty, boom = read([page])
    assert (good.text, good.source) == ("Kim met Shoigu.", f"{page}#1")
    assert all(isinstance(each, Rejected) for each in (bare, empty, boom))
    assert "notes of my-notes 1.0 (newsledger.readers) gave no row" in bare.reason
    assert "failed: RuntimeError: out of ink" in boom.reason
    assert "NEWSLEDGER_PLUGINS" in boom.mend


def test_a_reader_cannot_take_the_programs_own_endings(site):
    site(
        "greedy",
        {"readers/all": "greedy_p:All"},
        {"greedy_p.py": "class All:\n endings=('.txt',)\n def read(self, s, n): ..."},
    )
    assert state_of("all") == ("set aside", ".txt is read by another")


def test_folders_lie_over_the_package_and_below_the_users_own(site, tmp_path):
    page = "type: AID\nentries:\n  - {verbs: [VERB]}\n"
    site(
        "wet",
        {"codebooks/wet": "wet_q:FOLDER"},
        {"wet_q.py": "import pathlib\nFOLDER = pathlib.Path(__file__).parent / 'wet'",
         "wet/codebook/aid.yaml": page.replace("VERB", "water"),
         "wet/registry/states/FRA.yaml": "code: FRA\nnames: [Gaul]\n"},
    )  # fmt: skip
    first = own.load("codebook")["AID"]["entries"][0]["verbs"]
    assert first == ["water"]
    assert "Gaul" not in own.load("registry/states")["FRA"]["names"], "a codebook's folder brings no states"
    mine = tmp_path / "mine" / "codebook"
    mine.mkdir(parents=True)
    (mine / "a.yaml").write_text(page.replace("VERB", "irrigate"))
    own.use([str(mine.parent)])
    assert [e["verbs"] for e in own.load("codebook")["AID"]["entries"][:2]] == [["irrigate"], ["water"]]


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("f/codebook/aid.yaml", "type: AIDD\n", "no type 'AIDD'"),
        ("f/registry/states/FRA.yaml", "code: FRA\n", "its folder holds no codebook"),
    ],
)
def test_a_folder_with_mistakes_is_set_aside_and_the_packages_codebook_stands(site, file, text, reason):
    name = "f_" + reason.split()[-1].strip("'").lower()
    module = "import pathlib\ndef folder(): return pathlib.Path(__file__).parent / 'f'"
    site("faulty", {"codebooks/f": f"{name}:folder"}, {f"{name}.py": module, file: text})
    assert reason in state_of("f")[1]
    assert "AID" in own.load("codebook")


def test_an_exporter_is_asked_for_by_name(site):
    module = "def write(source, out):\n    out.write(b'day')\n    return 1\nwrite.unit = 'days'\n"
    site("days", {"exporters/days": "days_r:write", "exporters/gdelt": "days_r:write"}, {"days_r.py": module})
    write, unit = find("days")
    out = io.BytesIO()
    assert (write(None, out), unit, out.getvalue()) == (1, "days", b"day")
    assert state_of("gdelt") == ("set aside", "the name 'gdelt' is taken by the program itself")
    with pytest.raises(QueryError) as caught:
        find("poems")
    assert set(FORMATS) | {"days"} <= set(caught.value.mend.replace(".", "").removeprefix("Choose from ").split(", "))


def test_what_an_exporter_raises_names_its_distribution(site):
    site("days", {"exporters/bad": "days_s:write"}, {"days_s.py": "def write(source, out): return 1 / 0"})
    with pytest.raises(PluginError, match=r"bad of days 1.0 .* ZeroDivisionError"):
        find("bad")[0](None, io.BytesIO())


def test_a_linker_is_given_the_ledger(site):
    site("l", {"linkers/l": "link_t:link"}, {"link_t.py": "def link(ledger): return ['linked', ledger]"})
    assert plugged_linker("l", "the ledger") == ["linked", "the ledger"]
    with pytest.raises(PluginError) as caught:
        plugged_linker("m", None)
    assert "Choose from l." in caught.value.mend


CODER = """
from dataclasses import replace
from newsledger.records import *
from making.coder import CountingCoder

class Good(CountingCoder):
    def __init__(self, model):
        super().__init__()
        self.version = CoderVersion("good", model, "none")

class Named(Good):
    def __init__(self, model):
        self.version = CoderVersion("newsledger", "1", "none")

class Few(Good):
    def code_many(self, documents):
        return []

class Other(Good):
    def code_many(self, documents):
        return [replace(c, document=replace(c.document, document_id="d0")) for c in super().code_many(documents)]

class Moved(Good):
    def code_many(self, documents):
        for c in super().code_many(documents):
            e = c.reports[0].evidence
            yield replace(c, reports=(replace(c.reports[0], evidence=replace(e, start=e.start + 1, end=e.end + 1)),))

class Anonymous(Good):
    def code_many(self, documents):
        for c in super().code_many(documents):
            yield replace(c, reports=(replace(c.reports[0], coder=CoderVersion("newsledger", "1", "x")),))

class Raises(Good):
    def code_many(self, documents):
        raise KeyError("gpu")
"""
CODERS = ("Good", "Named", "Few", "Other", "Moved", "Anonymous", "Raises")


@pytest.fixture
def coders(site):
    site("coders", {f"coders/{name.lower()}": f"coders_u:{name}" for name in CODERS}, {"coders_u.py": CODER})


def test_a_coder_codes_under_its_own_name(coders):
    coder = PluggedCoder("good", "en_core_web_sm")
    (coded,) = coder.code_many([document("Kim met Shoigu.")])
    assert [report.coder.name for report in coded.reports] == ["good"]


def test_a_coder_is_made_anew_where_it_is_sent(coders):
    import pickle

    sent = pickle.loads(pickle.dumps(PluggedCoder("good", "m")))  # noqa: S301 - our own
    assert (sent.name, sent.version.version) == ("good", "m")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("few", "gave 0 results for 1 documents"),
        ("other", "is not of the document"),
        ("moved", "does not stand in its document"),
        ("anonymous", "under the coder's name"),
        ("raises", "KeyError: 'gpu'"),
    ],
)
def test_what_breaks_a_coders_promise_leaves_the_page_uncoded(coders, name, told):
    outcome = code_batch(PluggedCoder(name, "m"), [document("Kim met Shoigu.")])
    (uncoded,) = outcome.uncoded
    assert outcome.coded == ()
    assert told in uncoded.reason
    assert f"{name} of coders 1.0" in uncoded.reason


def test_a_coder_cannot_take_the_programs_name(coders):
    with pytest.raises(PluginError, match="a name of its own"):
        PluggedCoder("named", "m")


def test_a_coder_that_there_is_not(coders):
    with pytest.raises(PluginError) as caught:
        PluggedCoder("best", "m")
    assert caught.value.mend.startswith("Choose from newsledger, openai, anonymous")


def test_one_that_was_set_aside_says_why(site):
    site("broken", {"coders/x": "nowhere_v:X"})
    plugins.loaded("coders")
    with pytest.raises(PluginError, match="ModuleNotFoundError"):
        plugins.one("coders", "x")
