"""Import and comparison on the command line."""

import json


def test_export_import_compare(filled, run, tmp_path):
    filled("export", "gdelt", "--out", tmp_path / "x.export.CSV")
    told = run("import", "gdelt", "x.export.CSV")
    assert "1 rows read, 1 of them new" in told.stderr
    assert "gdelt.db now holds 1 events" in told.stderr.replace("\n", " ")
    alike = run("compare", "news.db", "gdelt.db", "--by", "type,actor", "--format", "json")
    assert [json.loads(line) for line in alike.stdout.splitlines()] == [
        {"type": "CONSULT", "actor": "RUS", "one": 1, "other": 1}
    ]
    assert "alike 1.00" in alike.stderr
    assert "CONSULT" in run("compare", "news.db", "gdelt.db").stdout


def test_an_import_that_cannot_be_is_one_message(run, tmp_path):
    (tmp_path / "rows.txt").write_text("a\tb\n")
    assert "header lacks" in run("import", "polecat", "rows.txt", code=1).stderr
    assert "no import of" in run("import", "poems", "rows.txt", code=1).stderr


def test_exports_say_what_was_left_out(filled):
    result = filled("export", "gdelt", "--actor", "RUS", "--from", "2023")
    assert result.stdout.count("\t") == 60
    assert "1 rows written." in result.stderr
    assert "0 rows written." in filled("export", "acled").stderr
    assert "of a kind that ACLED does not hold" in filled("export", "acled").stderr


def test_exports_refuse_what_they_do_not_have(filled):
    assert "There is no export of 'poems'" in filled("export", "poems", code=1).stderr
    assert "one form only" in filled("export", "gdelt", "--format", "csv", code=1).stderr
    assert "cannot be asked for actor" in filled("export", "documents", "--actor", "RUS", code=1).stderr


def test_a_figure_is_drawn_to_a_file(filled, tmp_path):
    assert "1 events drawn to map.svg" in filled("plot", "map", "--out", "map.svg").stderr
    assert (tmp_path / "map.svg").read_bytes().startswith(b"<?xml")
    assert "Cannot write" in filled("plot", "map", "--out", "no/map.svg", code=1).stderr
    assert not (tmp_path / "pie.svg").exists()
    assert "no figure 'pie'" in filled("plot", "pie", "--out", "pie.svg", code=1).stderr
