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
    assert "2 mistakes in 1 file" in result.stderr


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
