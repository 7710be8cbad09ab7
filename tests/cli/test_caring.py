"""doctor, verify and backup on the command line."""

import json
import sqlite3


def test_verify_says_that_all_is_well(filled):
    connection = sqlite3.connect("news.db")
    # The pages of these tests have ids of their own making.
    connection.execute("DELETE FROM event_reports WHERE rowid IN (SELECT min(rowid) FROM event_reports)")
    connection.commit()
    result = filled("verify", "--format", "json", code=1)
    kinds = {json.loads(line)["check"] for line in result.stdout.splitlines()}
    assert kinds == {"pages", "events"}
    assert "faults" in result.stderr


def test_a_backup_is_a_ledger(filled, run):
    assert "written to copy.db and checked" in filled("backup", "copy.db").stderr
    assert run("events", "--ledger", "copy.db", "-f", "json").stdout == filled("events", "-f", "json").stdout
    assert "a file already" in filled("backup", "copy.db", code=1).stderr
    filled("backup", "copy.db", "--force")


def test_doctor_ends_with_1_for_faults(filled, tmp_path):
    assert "ledger" in filled("doctor").stdout
    (tmp_path / "junk.db").write_text("x" * 5000)
    told = filled("doctor", "--ledger", "junk.db", "-f", "json", code=1)
    assert json.loads(told.stdout.splitlines()[-1])["state"] == "fault"
