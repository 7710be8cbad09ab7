"""Writing: once, again, changed, by another coder; events; quarantine."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from making import coded, event
from making.records import VERSION
from making.stores import fresh, rows
from newsledger.errors import LedgerError, QueryError
from newsledger.ledger import Ledger, Query
from newsledger.ledger.schema import claims, documents, reports

NOW = datetime(2023, 8, 1, tzinfo=UTC)
NEWER = dataclasses.replace(VERSION, version="2")


@dataclass(frozen=True)
class Bad:
    source: str
    reason: str = "It is empty"
    mend: str = "Fetch it again."
    sha256: str | None = None


@pytest.fixture
def run(ledger):
    return ledger.start_run(VERSION, NOW, {"inputs": ["pages"]})


def test_what_was_written_comes_back_whole(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    assert ledger.write(one, run)
    assert list(ledger.documents()) == [one.document]
    assert list(ledger.reports()) == list(one.reports)
    assert list(ledger.claims()) == list(one.claims)


def test_writing_again_changes_nothing(ledger, run):
    ledger.write(coded("Shoigu visited Pyongyang."), run)
    before = rows(ledger)
    again = ledger.start_run(VERSION, NOW, {})
    assert not ledger.write(coded("Shoigu visited Pyongyang."), again)
    assert rows(ledger) == before


def test_every_row_names_its_coder_and_its_raw_input(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    ledger.write(one, run)
    told = ("coder", "coder_version", "codebook", "sha256")
    with ledger.reading() as connection:
        for table in (documents, reports, claims):
            row = connection.execute(select(*(table.c[name] for name in told))).one()
            assert tuple(row) == ("counting", "1", "abc", one.document.sha256)


def test_a_changed_page_is_a_new_version(ledger, run):
    for text in ("Shoigu met Kim.", "Shoigu met Kim twice."):
        ledger.write(coded(text, url="https://post.example/a"), run)
    old, new = sorted(ledger.entries(Query(superseded=True)).records, key=lambda entry: entry.version)
    assert (old.version, old.superseded_by, new.version) == (1, new.document_id, 2)
    assert [report.document_id for report in ledger.reports()] == [new.document_id]
    assert len(list(ledger.reports(Query(superseded=True)))) == 2


def test_rows_of_one_file_with_their_own_ids_are_different_pages(ledger, run):
    for number in range(3):
        ledger.write(coded(f"Shoigu met {number} men.", f"rows.jsonl#{number}", input_id=str(number)), run)
    assert [entry.version for entry in ledger.entries().records] == [1, 1, 1]


@pytest.mark.parametrize("source", ["-", "-#1", "rows.jsonl#1"])
def test_a_place_in_a_stream_or_file_is_no_name_of_a_page(ledger, run, source):
    for number in range(2):
        ledger.write(coded(f"Shoigu met {number} men.", source), run)
    assert [entry.version for entry in ledger.entries().records] == [1, 1]


def test_a_row_with_its_own_id_keeps_its_versions_wherever_it_stands(ledger, run):
    for number in range(2):
        ledger.write(coded(f"Shoigu met {number} men.", f"rows.jsonl#{number}", input_id="a"), run)
    assert [entry.version for entry in ledger.entries().records] == [2]


def test_another_coder_takes_the_place_of_the_first(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    ledger.write(one, run)
    assert ledger.has_document(one.document.document_id, VERSION)
    assert not ledger.has_document(one.document.document_id, NEWER)
    assert ledger.write(dataclasses.replace(one, claims=()), ledger.start_run(NEWER, NOW, {}))
    assert ledger.counts() == {"documents": 1, "reports": 1, "claims": 0, "events": 0, "stories": 0}
    assert ledger.has_document(one.document.document_id, NEWER)


def test_text_can_be_searched_after_a_document_was_coded_anew(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    ledger.write(one, run)
    ledger.write(one, ledger.start_run(NEWER, NOW, {}))
    assert len(list(ledger.reports(Query(text="visiting")))) == 1
    assert len(ledger.entries(Query(text="Pyongyang")).records) == 1


def test_events_take_the_place_of_earlier_ones_and_reports_learn_theirs(ledger, run):
    one, two = coded("Shoigu visited Pyongyang."), coded("Kim met Shoigu.", "other.txt")
    ledger.write_many([one, two], [], run)
    ledger.replace_events([event("e-old", *one.reports)])
    both = event("e-new", *one.reports, *two.reports)
    assert ledger.replace_events([both]) == 1
    assert list(ledger.events()) == [both]
    assert {report.event_id for report in ledger.reports()} == {"e-new"}
    assert len(list(ledger.reports(Query(event="e-new")))) == 2


def test_an_event_of_reports_that_are_not_there_is_refused_and_nothing_is_lost(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    ledger.write(one, run)
    ledger.replace_events([event("e-1", *one.reports)])
    with pytest.raises(LedgerError, match="could not be written"):
        ledger.replace_events([event("e-2", *coded("Unknown.").reports)])
    assert [found.event_id for found in ledger.events()] == ["e-1"]


def test_a_record_is_found_by_the_start_of_its_id(ledger, run):
    one = coded("Shoigu visited Pyongyang.")
    ledger.write(one, run)
    ledger.replace_events([event("e-12", *one.reports), event("e-1", *one.reports[:0] or one.reports)][:1])
    assert ledger.event("e-").event_id == "e-12"
    with pytest.raises(QueryError, match="no event"):
        ledger.event("f")


def test_two_records_whose_ids_start_alike_are_not_confused(ledger, run):
    one, two = coded("Shoigu visited Pyongyang."), coded("Kim met Shoigu.", "other.txt")
    ledger.write_many([one, two], [], run)
    ledger.replace_events([event("e-1", *one.reports), event("e-12", *two.reports)])
    assert ledger.event("e-1").event_id == "e-1"
    with pytest.raises(QueryError, match="More than one"):
        ledger.event("e")


def test_the_quarantine_keeps_a_case_once_and_lets_it_go_when_the_page_is_read(ledger, run):
    for _ in range(2):
        ledger.write_many([], [Bad("page.txt"), Bad("other.txt")], run)
    assert [case.source for case in ledger.quarantine()] == ["other.txt", "page.txt"]
    ledger.write(coded("Shoigu visited Pyongyang.", "page.txt"), run)
    assert [case.source for case in ledger.quarantine()] == ["other.txt"]


def test_runs_keep_their_manifest_and_counts(ledger, run):
    ledger.finish_run(run, NOW, {"documents": 3})
    (kept,) = ledger.runs()
    assert (kept.coder, kept.manifest, kept.counts, kept.finished) == (
        VERSION,
        {"inputs": ["pages"]},
        {"documents": 3},
        NOW,
    )


def test_several_write_at_once_and_nothing_is_lost(where):
    """Four writers with pages in common, in batches: each page is there once, with its versions in one chain."""
    pages = [coded(f"Shoigu met {n} men.", f"{n}.txt", url=f"https://post.example/{n % 5}") for n in range(40)]

    def one(number):
        with Ledger.open(where) as ledger:
            run = ledger.start_run(VERSION, NOW, {})
            mine = [page for at, page in enumerate(pages) if at % 4 == number or at % 10 == 0]
            return sum(ledger.write_many(mine[at : at + 4], [Bad("bad.txt")], run) for at in range(0, len(mine), 4))

    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(one, range(4)))
    with Ledger.open(where) as ledger:
        entries = ledger.entries(Query(superseded=True)).records
        assert sum(written) == len(pages) == len(entries) == len(list(ledger.reports(Query(superseded=True))))
        assert len(ledger.entries().records) == 5
        assert len(ledger.quarantine()) == 1
        for at in range(5):
            versions = sorted((e for e in entries if e.url == f"https://post.example/{at}"), key=lambda e: e.version)
            assert [each.version for each in versions] == list(range(1, 9))
            assert [each.superseded_by for each in versions] == [*(e.document_id for e in versions[1:]), None]


def other_folder(folder):
    (folder / "other").mkdir()
    return folder / "other"


def test_a_batch_with_versions_and_copies_of_a_page_is_written_as_one_by_one_would_be(where, request, store, tmp_path):
    pages = [coded(f"Shoigu met {n} men.", url="https://post.example/a") for n in (1, 2, 3, 2)]
    with Ledger.open(where) as ledger, Ledger.open(fresh(request, store, other_folder(tmp_path))) as other:
        assert ledger.write_many(pages, [], ledger.start_run(VERSION, NOW, {})) == 3
        run = other.start_run(VERSION, NOW, {})
        assert [other.write(page, run) for page in pages] == [True, True, True, False]
        assert rows(ledger) == rows(other)


def test_a_character_that_a_store_cannot_hold_costs_no_document_its_offsets(ledger, run):
    ledger.write(coded("Shoigu \0visited Pyongyang."), run)
    (page,) = ledger.documents()
    (report,) = ledger.reports()
    assert page.text[report.evidence.start :] in {"Shoigu \0visited Pyongyang.", "Shoigu \ufffdvisited Pyongyang."}


def test_words_are_found_whatever_their_accents_and_punctuation(ledger, run):
    ledger.write(coded("Élise Dupont-Martin's convoy visited the F16-base."), run)
    for words in ("elise", "ELISE", "dupont", "Dupont-Martin", '"martin s convoy"', "f16", "visits", "the"):
        assert len(list(ledger.reports(Query(text=words)))) == 1, words
    for words in ("martin-dupont", "pont", '"visited base"'):
        assert list(ledger.reports(Query(text=words))) == [], words
