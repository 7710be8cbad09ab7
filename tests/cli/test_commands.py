"""Each command, as people and programs use it."""

import csv
import gzip
import io
import json
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from making import CountingCoder, event
from making.records import report
from making.stores import fresh
from newsledger.cli import floors
from newsledger.errors import LedgerError
from newsledger.records import Factuality, Plan, PlanStatus, Story


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ingest_tells_what_it_did_and_what_can_be_done_next(run, tmp_path):
    (tmp_path / "a.txt").write_text("Shoigu visited Pyongyang.")
    (tmp_path / "empty.txt").write_text("")
    told = run("ingest", "a.txt", "empty.txt", "--ledger", "mine.db").stdout
    assert "1 documents read, 1 of them new" in told
    assert "newsledger quarantine --ledger mine.db" in told
    assert "newsledger events --ledger mine.db" in told


def test_ingest_again_finds_nothing_new(filled):
    before = filled("export", "reports").stdout
    assert "0 of them new" in filled("ingest", "a.txt", "b.txt").stdout
    assert filled("export", "reports").stdout == before


def test_quiet_is_quiet(run, tmp_path):
    (tmp_path / "a.txt").write_text("Shoigu visited Pyongyang.")
    result = run("ingest", "a.txt", "--quiet")
    assert result.output == ""


def test_events_as_a_table(filled):
    told = filled("events").stdout
    assert "Sergei Shoigu (RUS) → Kim Jong Un (PRK)" in told
    assert "e-consult" in told


@pytest.mark.parametrize("kind", ["events", "reports", "claims", "documents", "quarantine", "runs"])
def test_every_listing_gives_json_and_csv(filled, kind):
    records = lines(filled(kind, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(filled(kind, "--format", "csv").stdout)))
    assert len(records) == len(rows) > 0
    assert filled(kind).stdout.count("\n") > len(rows)


@pytest.mark.parametrize(
    ("conditions", "number"),
    [
        (["--actor", "Kim Jong Un", "--with", "RUS", "--from", "2023-07", "--to", "2023-09"], 1),
        (["--type", "consult", "--mode", "visit", "--place", "PRK", "--min-confidence", "0.5"], 1),
        (["--from", "2024"], 0),
        (["--min-confidence", "0.9"], 0),
        (["--text", "visited"], 1),
    ],
)
def test_events_by_conditions(filled, conditions, number):
    assert len(lines(filled("events", *conditions, "-f", "json"))) == number


def test_claims_by_speaker_cue_and_topic(filled):
    assert len(lines(filled("claims", "--speaker", "KCNA", "--cue", "said", "--topic", "good", "-f", "json"))) == 1
    assert lines(filled("claims", "--speaker", "TASS", "-f", "json")) == []


def test_claims_by_stance_addressee_and_who_passed_them_on(filled):
    assert len(lines(filled("claims", "--stance", "neutral", "-f", "json"))) == 1
    for condition in ("--stance", "--addressee", "--via"):
        assert lines(filled("claims", condition, "warns", "-f", "json")) == []


def test_sources_with_what_they_told(filled):
    (one,) = lines(filled("sources", "--type", "consult", "-f", "json"))
    assert (one["name"], one["alone"], one["reports"]) == ("Daily Post", ["e-consult"], 2)
    (row,) = csv.DictReader(io.StringIO(filled("sources", "-f", "csv").stdout))
    assert row["alone"] == "e-consult"
    told = filled("sources", "daily").stdout
    assert "Daily Post was alone to tell" in told and "e-consult" in told
    assert lines(filled("sources", "gazette", "-f", "json")) == []
    assert "Unknown kind of source" in filled("sources", "--kind", "rumour", code=1).output


def test_timeline_lists_what_passed_between_two(filled):
    assert len(lines(filled("timeline", "PRK", "RUS", "-f", "json"))) == 1
    assert lines(filled("timeline", "PRK", "FRA", "-f", "json")) == []


def test_show_gives_every_report_with_its_parts_marked(filled):
    told = filled("show", "e-con").stdout
    assert "[predicate: Sho]igu visited Pyongyang." in told
    assert "[predicate: Kim] met Shoigu." in told
    assert "the page itself" in told


def test_show_as_json_is_one_event_with_its_reports_whole(filled):
    (event,) = lines(filled("show", "e-consult", "-f", "json"))
    assert {report["event_id"] for report in event["reports"]} == {"e-consult"}


def test_why_gives_reasons_and_the_coder(filled):
    report = lines(filled("reports", "-f", "json"))[0]["report_id"]
    told = filled("why", report).stdout
    assert "counted words" in told
    assert "counting 1, codebook abc" in told


def test_export_reports_carry_the_id_of_their_row(run):
    rows = '{"id": "row-1", "text": "Shoigu visited Pyongyang."}\n{"text": "Kim met Shoigu."}\n'
    run("ingest", "-", stdin=rows)
    first, second = sorted(lines(run("export", "reports")), key=lambda row: "input_id" not in row)
    assert first["input_id"] == "row-1"
    assert "input_id" not in second


def test_a_timeline_of_one_party(filled):
    assert len(lines(filled("timeline", "PRK", "-f", "json"))) == 1
    assert lines(filled("timeline", "sade", "-f", "json")) == []


@pytest.fixture
def linked(filled, monkeypatch):
    """The same pages through the real linker, Kim's meeting a plan and a later one beside it."""
    monkeypatch.setattr(floors, "link", link_with_a_plan)
    filled("link")
    return filled


def link_with_a_plan(ledger):
    one, two = ledger.reports()
    plan = Plan(PlanStatus.PENDING, (one.report_id,))
    planned = event("e-plan", one, plan=plan, story_id="s0011", factuality=Factuality.PLANNED)
    told = (planned, event("e-met", two, story_id="s0011"))
    whole = Story("s0011", "Kim, Shoigu: visits", ("e-plan", "e-met"), ("Kim Jong Un",), *[date(2023, 7, 26)] * 4)
    ledger.replace_events(told, stories=[whole])


def test_stories_are_listed_and_their_events_are_a_timeline(linked):
    (story,) = lines(linked("stories", "--actor", "kim", "--from", "2023-07", "-f", "json"))
    assert story["story_id"] == "s0011"
    assert len(lines(linked("timeline", "s001", "-f", "json"))) == 2
    assert lines(linked("stories", "--from", "2024", "-f", "json")) == []
    assert "Kim, Shoigu: visits" in linked("stories").stdout
    assert "s0011" in linked("stories", "-f", "csv").stdout


def test_plans_are_listed_with_what_became_of_them_and_stale_ones_by_the_day(linked):
    assert [e["event_id"] for e in lines(linked("plans", "-f", "json"))] == ["e-plan"]
    assert "pending" in linked("plans", "--stale", "--on", "2023-08-01").stdout
    assert lines(linked("plans", "--stale", "--on", "2023-07-26", "-f", "json")) == []
    assert lines(linked("plans", "--status", "held", "-f", "json")) == []
    assert "e-plan,pending,2023-07-26" in linked("plans", "-f", "csv").stdout
    assert "planned:" in linked("show", "e-plan").stdout
    linked("plans", "--status", "lost", code=1)


def test_a_verdict_is_written_listed_and_obeyed(filled, monkeypatch):
    linked = []
    monkeypatch.setattr(floors, "link", linked.append)
    one, two = (row["report_id"] for row in lines(filled("reports", "-f", "json")))
    said = ("judge", "different", one, two, "--who", "ana", "--at", "2024-05-01T12:00")
    assert "Verdict 1" in filled(*said).stderr and len(linked) == 1
    filled("judge", "correct", one, "--who", "ben", "--field", "factuality", "--value", "planned", "--later")
    assert len(linked) == 1
    told = lines(filled("judgements", "-f", "json"))
    assert [(row["verdict"], row["who"]) for row in told] == [("different", "ana"), ("correct", "ben")]
    assert told[0]["made"] == "2024-05-01T12:00:00+00:00"
    assert "planned" in filled("judgements").stdout


@pytest.mark.parametrize("said", [("alike", "--who", "ana"), ("same",), ("same", "--who", "ana", "--at", "noon")])
def test_a_verdict_that_makes_no_sense_is_refused(filled, said):
    one, two = (row["report_id"] for row in lines(filled("reports", "-f", "json")))
    filled("judge", said[0], one, two, *said[1:], code=1)


def test_diff_tells_what_another_coder_made_of_the_same_pages(filled, monkeypatch):
    coder = CountingCoder()
    coder.version = replace(coder.version, version="2")
    monkeypatch.setattr(coder, "_report", lambda page, span: report(page, *span, modes=(), coder=coder.version))
    monkeypatch.setattr(floors, "coder", lambda model: coder)
    filled("ingest", "a.txt", "b.txt")
    (one, *_) = lines(filled("diff", 1, 2, "-f", "json"))
    assert one["kind"] == "changed" and one["changes"] == [{"field": "modes", "before": ["visit"], "after": []}]
    assert "modes: visit" in filled("diff", 1, 2).stdout
    assert filled("diff", 2, 2).stdout == ""
    assert "modes: visit" in filled("diff", 1, 2, "-f", "csv").stdout


def test_link_says_what_came_of_it(filled):
    assert "events" in filled("link").stderr


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_export_to_a_file(filled, tmp_path, form):
    filled("export", "events", "--format", form, "--output", tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 50


def test_code_is_a_filter(run):
    rows = '{"id": 1, "text": "Kim met Shoigu. He said so."}\n{"id": 2, "text": ""}\n{"id": 3, "text": "Nothing."}\n'
    result = run("code", "--emit", "claims,reports,document", stdin=rows)
    assert [(row["record"], row["input_id"]) for row in lines(result)] == [
        ("claim", 1),
        ("report", 1),
        ("document", 1),
        ("document", 3),
    ]
    assert "Left out -#2: The file is empty" in result.stderr


def test_code_of_one_kind_names_no_kind(run, tmp_path):
    result = run("code", stdin='{"id": "a", "text": "Kim met Shoigu."}\n')
    assert "record" not in lines(result)[0]
    assert list(tmp_path.iterdir()) == []


def test_actor_on_a_day(run):
    assert "Sergei Shoigu" in run("actor", "Shoigu", "--on", "2023-07-26").stdout
    assert "knows nobody" in run("actor", "Shoigu", "--on", "26 July 2025").stderr


def test_actor_batch_answers_every_row_with_a_name(run, tmp_path):
    rows = [
        {"id": "a", "name_with_title": "Minister Sergei SHOIGU", "since": "12 December 2019"},
        {"id": "b", "name": "Shoigu", "start": "2025-01"},
        {"id": "c", "office": "none"},
        {"id": "d", "name": "Shoigu", "start": "who knows"},
    ]
    text = "\n".join(map(json.dumps, rows)) + "\nnot json\n"
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    result = run("actor", "--batch", "rows.jsonl.gz")
    assert [(row["input_id"], row["id"]) for row in lines(result)] == [
        ("a", "sergei-shoigu"),
        ("b", None),
        ("d", "sergei-shoigu"),
    ]
    assert "row 3" in result.stderr
    assert "row 5" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events"], "no ledger here"),
        (["events", "--ledger", "no/such/folder/x.db"], "no ledger here"),
        (["ingest", "x.txt", "--ledger", "no/x.db"], "folder does not exist"),
        (["code", "--emit", "poems"], "Choose from"),
        (["actor"], "Give a name"),
        (["actor", "--batch", "missing.jsonl"], "No such file"),
    ],
)
def test_errors_are_one_message(run, arguments, words):
    result = run(*arguments, code=1, stdin="")
    assert words in result.stderr
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [["events", "--type", "POEM"], ["events", "--from", "soon"], ["show", "zzz"]])
def test_questions_that_cannot_be_answered_are_one_message(filled, arguments):
    assert filled(*arguments, code=1).stderr.count("\n") == 1


def test_an_export_that_cannot_be_written_is_one_message(filled, tmp_path):
    assert "Cannot write" in filled("export", "reports", "-o", tmp_path / "no" / "out", code=1).stderr


def test_a_ledger_that_breaks_is_one_message(filled, monkeypatch):
    def broken(where, *, create=False):
        raise LedgerError("The disk is full", mend="Make room.")

    monkeypatch.setattr(floors, "open_ledger", broken)
    assert filled("runs", code=1).stderr == "Error: The disk is full. Make room.\n"


def test_empty_answers_say_what_to_do(filled, run, tmp_path):
    assert "Leave a condition out" in filled("events", "--from", "2030").stderr
    (tmp_path / "dull.txt").write_text("Nothing at all.")
    run("ingest", "dull.txt", "-l", "dull.db")
    assert "1 documents and no events" in run("events", "-l", "dull.db").stderr
    (tmp_path / "void.txt").write_text("")
    run("ingest", "void.txt", "-l", "void.db")
    assert "The ledger is empty" in run("claims", "-l", "void.db").stderr


def test_the_ledger_can_be_named_in_the_environment(filled, run, monkeypatch, tmp_path):
    (tmp_path / "news.db").rename(tmp_path / "other.db")
    monkeypatch.setenv("NEWSLEDGER_LEDGER", "other.db")
    assert "e-consult" in run("events").stdout


def test_a_long_answer_tells_how_to_go_on(filled):
    first = filled("reports", "--limit", "1")
    cursor = first.stderr.split("--cursor '")[1].split("'")[0]
    assert len(lines(filled("reports", "--cursor", cursor, "-f", "json"))) == 1


def test_help_is_quick():
    command = [sys.executable, "-m", "newsledger", "--help"]
    took = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # The processor's time, which a busy machine does not stretch as it does the clock's.
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.3


def test_help_brings_in_none_of_the_heavy_libraries():
    script = (
        "import sys\nfrom typer.testing import CliRunner\nfrom newsledger.cli import app\n"
        "CliRunner().invoke(app, ['events', '--help'])\n"
        "print([m for m in ('spacy', 'sqlalchemy', 'alembic', 'trafilatura', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_ingest_takes_a_part_and_leaves_linking_for_later(run, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Shoigu visited Pyongyang with {name}.")
    told = run("ingest", "a.txt", "b.txt", "c.txt", "--limit", "2", "--since", "2023-07", "--no-link").stdout
    assert "2 documents read" in told and "newsledger link" in told
    assert run("events", "-f", "json").stdout == ""
    assert "0 documents read" in run("ingest", "c.txt", "--since", "2023-08").stdout
    assert "3 documents read, 1 of them new" in run("ingest", "a.txt", "b.txt", "c.txt").stdout
    assert "is a share above 0" in run("ingest", "a.txt", "--sample", "2", code=1).stderr


def test_shards_are_coded_once_and_fill_any_ledger(run, tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    for name in "abc":
        (tmp_path / "pages" / f"{name}.txt").write_text(f"Shoigu visited Pyongyang with {name}.")
    monkeypatch.setenv("NEWSLEDGER_SHARD_BYTES", "10")
    assert "3 documents read, 3 of them new" in run("ingest", "pages", "--shards", "shards").stdout
    assert "0 of them new" in run("ingest", "pages", "--shards", "shards").stdout
    assert "3 of them new" in run("load", "shards", "--ledger", "other.db").stdout
    ours, others = (run("export", "reports", "--ledger", ledger).stdout for ledger in ("news.db", "other.db"))
    assert ours == others != ""
    assert "Name it with --shards" in run("ingest", "pages", "--engine", "ray", code=1).stderr
    (tmp_path / "shards" / "shard-000002.json").unlink()
    assert "1 shards are not done" in run("load", "shards", "--ledger", "third.db").stderr


def test_export_by_month_makes_a_folder(filled, tmp_path):
    told = filled("export", "reports", "--format", "parquet", "--partition", "month", "--output", tmp_path / "out")
    assert "2 reports written" in told.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["month=2023-07"]
    assert "--output FOLDER" in filled("export", "reports", "--partition", "month", code=1).stderr


def test_months_count_events_by_type(filled):
    assert lines(filled("months", "-f", "json")) == [{"month": "2023-07", "type": "CONSULT", "events": 1}]
    assert lines(filled("months", "--actor-country", "RUS", "--recipient-country", "PRK", "-f", "json")) != []
    assert "No events" in filled("months", "--actor-country", "FRA").stderr


def test_a_ledger_in_postgresql_is_filled_and_asked_by_its_url(run, request, tmp_path):
    (tmp_path / "a.txt").write_text("Shoigu visited Pyongyang.")
    where = fresh(request, "postgresql", tmp_path)
    assert "1 of them new" in run("ingest", "a.txt", "--ledger", where).stdout
    (event,) = lines(run("events", "--actor", "Kim Jong Un", "--text", "visits", "-f", "json", "--ledger", where))
    assert "Sergei Shoigu" in run("show", event["event_id"], "--ledger", where).stdout
    assert lines(run("months", "-f", "json", "--ledger", where))[0]["events"] == 1
    assert len(lines(run("export", "documents", "--ledger", where))) == 1
