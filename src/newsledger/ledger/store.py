"""The ledger: one door to everything that is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, Unpack

import orjson
from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from newsledger.errors import LedgerError, QueryError
from newsledger.ledger import writing
from newsledger.ledger.answers import Answer
from newsledger.ledger.auditing import AuditEntry, entries
from newsledger.ledger.backing import back_up
from newsledger.ledger.conditions import beginning, conditions
from newsledger.ledger.differing import differences
from newsledger.ledger.entries import Difference, DocumentEntry, Judgement, Page, QuarantineEntry, Ruling, Run
from newsledger.ledger.judging import judgement, whole_id, write_judgement
from newsledger.ledger.months import MonthCount, monthly
from newsledger.ledger.opening import connect, hold, place
from newsledger.ledger.overlaying import write_overlays
from newsledger.ledger.query import Conditions, Query
from newsledger.ledger.reading_back import (
    claim,
    coded_report,
    document,
    entry,
    entry_columns,
    event,
    report,
    run_entry,
    story,
)
from newsledger.ledger.rows import coder_columns
from newsledger.ledger.schema import claims, documents, events, judgements, quarantine, reports, runs
from newsledger.ledger.schema import stories as stories_table
from newsledger.ledger.telling import Told, tell
from newsledger.ledger.verifying import Fault, verify
from newsledger.records import Claim, Coded, CoderVersion, Document, Event, Record, Report, Story, When

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_EVERYTHING = Query(superseded=True)
_CURRENT = Query()
_AS_CODED = Query(rejected=True)
_FETCH = 500  # rows held at once while an answer is streamed
_ID_COLUMNS = {
    "documents": "document_id",
    "reports": "report_id",
    "claims": "claim_id",
    "events": "event_id",
    "stories": "story_id",
}
_TABLES = {"documents": documents, "reports": reports, "claims": claims, "events": events, "stories": stories_table}


class RejectedInput(Protocol):
    """An input that gave no document, as the reading floor hands it over."""

    @property
    def source(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def mend(self) -> str: ...
    @property
    def sha256(self) -> str | None: ...


class Ledger:
    """Documents, their reports and claims, and the events behind them, in a SQLite file or PostgreSQL.

    Answers come as records in a fixed order (reports and events by date, then id) and are
    streamed: a ledger of any size can be walked. Close it, or use it in a ``with``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path = "news.db", *, create: bool = True, busy_seconds: int = 30) -> Ledger:
        """The ledger at a path, sqlite or postgresql URL; made if it is not there, unless ``create`` is false.

        Raises LedgerError where the file is no ledger, is newer than this program or cannot be used.
        """
        return cls(connect(where, create=create, busy_seconds=busy_seconds))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Writing

    def start_run(self, coder: CoderVersion, started: datetime, manifest: Mapping[str, Any]) -> Run:
        """Opens a run under which documents can be written."""
        row = {
            "started": started.isoformat(timespec="seconds"),
            "coder": coder.name,
            "version": coder.version,
            "codebook": coder.codebook,
            "manifest": orjson.dumps(dict(manifest)).decode(),
            "counts": "{}",
        }
        with self._writing() as connection:
            key = connection.execute(insert(runs), row).inserted_primary_key
        return Run(int(key[0]) if key else 0, coder, started, manifest=dict(manifest))

    def finish_run(self, run: Run, finished: datetime, counts: Mapping[str, int]) -> None:
        values = {"finished": finished.isoformat(timespec="seconds"), "counts": orjson.dumps(dict(counts)).decode()}
        with self._writing() as connection:
            connection.execute(update(runs).where(runs.c.run == run.run).values(**values))

    def write(self, coded: Coded, run: Run) -> bool:
        """Writes one coded document; False where this coder's reading of it is there already."""
        return self.write_many([coded], [], run) == 1

    def write_many(self, coded: Iterable[Coded], rejected: Iterable[RejectedInput], run: Run) -> int:
        """Writes a batch in one transaction, and gives the number of documents that were new or coded anew."""
        cases = [{"source": r.source, "sha256": r.sha256, "reason": r.reason, "mend": r.mend} for r in rejected]
        ready = tuple(coded)
        with self._writing(writing.pages_of(ready, cases)) as connection:
            writing.write_rejected(connection, cases, run)
            return writing.write_coded(connection, ready, run)

    def amend_documents(self, changed: Iterable[Document]) -> int:
        """Writes what linking found out about pages (copy_of, a date that none gave); gives their number."""
        with self._writing(None) as connection:
            return sum(writing.amend_document(connection, each) for each in changed)

    def replace_events(
        self,
        found: Iterable[Event],
        dates: Mapping[str, When] | None = None,
        rulings: Mapping[str, Ruling] | None = None,
        stories: Iterable[Story] = (),
    ) -> int:
        """Puts the linker's events in the place of all earlier ones, in one transaction; gives their number.

        ``dates`` are those that reports without one have from their events, and ``rulings`` what people's
        verdicts make of reports, both by report id. What the coder made stays beside them, and what an
        earlier linking laid over it goes. ``stories`` take the place of all earlier ones too.
        """
        with self._writing(None) as connection:
            write_overlays(connection, dates or {}, rulings or {})
            writing.write_stories(connection, stories)
            return writing.write_events(connection, found)

    def judge(self, verdict: Judgement) -> Judgement:
        """Adds a judgement, and gives it as kept; there is no way to change or remove one.

        Raises QueryError for ids that no report or event has, and for verdicts that make no sense. It tells on
        events and reports when the ledger is linked next.
        """
        with self._writing() as connection:
            number = write_judgement(connection, verdict)
            row = connection.execute(select(judgements).where(judgements.c.judgement == number)).one()
        return judgement(row)

    # Asking

    def has_document(self, document_id: str, coder: CoderVersion) -> bool:
        """Whether this coder, of this version and codebook, has read the document."""
        return document_id in self.has_documents([document_id], coder)

    def has_documents(self, ids: Iterable[str], coder: CoderVersion) -> frozenset[str]:
        """Those of the documents that this coder, of this version and codebook, has read."""
        mine = [documents.c[name] == value for name, value in coder_columns(coder).items()]
        found = select(documents.c.document_id).where(documents.c.document_id.in_(tuple(ids)), *mine)
        with self._reading() as connection:
            return frozenset(map(str, connection.execute(found).scalars()))

    def documents(self, query: Query = _EVERYTHING, **more: Unpack[Conditions]) -> Answer[Document]:
        """Documents with their text, every version unless the query says otherwise."""
        return self._answer(documents, _with(query, more), document)

    def entries(self, query: Query = _CURRENT) -> Page[DocumentEntry]:
        """Documents without their text, with the number of their reports."""
        return self._page(documents, query, entry, *entry_columns())

    def reports(self, query: Query = _CURRENT, **more: Unpack[Conditions]) -> Answer[Report]:
        """Reports, each with what linking and people's verdicts gave it."""
        return self._answer(reports, _with(query, more), report)

    def coded_reports(self, query: Query = _AS_CODED) -> Iterator[Report]:
        """Reports as the coder made them, without what linking and people's verdicts gave them since."""
        return self._stream(reports, query, coded_report)

    def claims(self, query: Query = _CURRENT, **more: Unpack[Conditions]) -> Answer[Claim]:
        """Who said what."""
        return self._answer(claims, _with(query, more), claim)

    def events(self, query: Query = _CURRENT, **more: Unpack[Conditions]) -> Answer[Event]:
        """Events that meet a query, or conditions by name: ``ledger.events(actor="PRK", start="2023")``."""
        return self._answer(events, _with(query, more), event)

    def told(self, query: Query = _CURRENT, **more: Unpack[Conditions]) -> Iterator[Told]:
        """Events, each with its reports and their pages."""
        with self._reading() as connection:
            yield from tell(connection, self.events(query, **more))

    def stories(self, query: Query = _CURRENT, **more: Unpack[Conditions]) -> Answer[Story]:
        """Chains of events, by first day."""
        return self._answer(stories_table, _with(query, more), story)

    def page_of_reports(self, query: Query = _CURRENT) -> Page[Report]:
        return self._page(reports, query, report)

    def page_of_claims(self, query: Query = _CURRENT) -> Page[Claim]:
        return self._page(claims, query, claim)

    def page_of_events(self, query: Query = _CURRENT) -> Page[Event]:
        return self._page(events, query, event)

    def page_of_stories(self, query: Query = _CURRENT) -> Page[Story]:
        return self._page(stories_table, query, story)

    def document(self, document_id: str) -> Document:
        """The document of this id, or of the only id that starts so; raises QueryError otherwise."""
        return document(self._one(documents, document_id))

    def report(self, report_id: str) -> Report:
        return report(self._one(reports, report_id))

    def claim(self, claim_id: str) -> Claim:
        return claim(self._one(claims, claim_id))

    def event(self, event_id: str) -> Event:
        return event(self._one(events, event_id))

    def story(self, story_id: str) -> Story:
        return story(self._one(stories_table, story_id))

    def latest_day(self) -> date | None:
        """The last day of publication that is known: what the ledger can know of lies before it."""
        with self._reading() as connection:
            latest = connection.execute(select(func.max(documents.c.published_start))).scalar()
        return date.fromisoformat(latest[:10]) if latest else None

    def whole_id(self, start: str) -> str:
        """The id of the report or event whose id is this, or the only one that starts so; raises QueryError."""
        with self._reading() as connection:
            return whole_id(connection, start)

    def superseded(self) -> dict[str, str]:
        """The document that took the place of each earlier version of a page, by document id."""
        pairs = select(documents.c.document_id, documents.c.superseded_by).where(documents.c.superseded_by.is_not(None))
        with self._reading() as connection:
            return {row.document_id: row.superseded_by for row in connection.execute(pairs)}

    def input_ids(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The id that a document's row came with, by document id, where it came with one; of all, or of some."""
        pairs = select(documents.c.document_id, documents.c.input_id).where(documents.c.input_id.is_not(None))
        if ids is not None:
            pairs = pairs.where(documents.c.document_id.in_(sorted(ids)))
        with self._reading() as connection:
            return {row.document_id: row.input_id for row in connection.execute(pairs)}

    def runs(self) -> tuple[Run, ...]:
        """Every run, the latest first."""
        with self._reading() as connection:
            return tuple(run_entry(row) for row in connection.execute(select(runs).order_by(runs.c.run.desc())))

    def quarantine(self) -> tuple[QuarantineEntry, ...]:
        """Inputs that gave no document and have not been read since, by source."""
        wanted = select(quarantine).where(quarantine.c.mended.is_(None)).order_by(quarantine.c.source, quarantine.c.row)
        with self._reading() as connection:
            return tuple(
                QuarantineEntry(row.source, row.sha256 or None, row.reason, row.mend, row.run)
                for row in connection.execute(wanted)
            )

    def judgements(self, of: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement, in the order made; or those on records of these ids."""
        wanted = select(judgements).order_by(judgements.c.judgement)
        if of is not None and len(of) <= _FETCH:
            wanted = wanted.where(judgements.c.left_id.in_(of) | judgements.c.right_id.in_(of))
        with self._reading() as connection:
            found = tuple(judgement(row) for row in connection.execute(wanted))
        return found if of is None else tuple(each for each in found if each.left_id in of or each.right_id in of)

    def audit(self) -> tuple[AuditEntry, ...]:
        """Who changed what, the earliest first."""
        with self._reading() as connection:
            return tuple(entries(connection))

    def differences(self, one: int, two: int) -> Iterator[Difference]:
        """What became of reports between the end of one run and of another, on pages that the first had read.

        Raises QueryError for a run that is not there.
        """
        with self._reading() as connection:
            yield from differences(connection, *sorted((one, two)))

    def monthly(self, query: Query = _CURRENT) -> tuple[MonthCount, ...]:
        """How many events of each type began in each month, kept since the last linking.

        The query may ask for ``type``, ``actor_country``, ``recipient_country``, ``start`` and ``end``.
        """
        with self._reading() as connection:
            return tuple(monthly(connection, query))

    def counts(self) -> dict[str, int]:
        """How many documents, reports, claims and events the ledger holds."""
        with self._reading() as connection:
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
                for name, table in _TABLES.items()
            }

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for what needs sums rather than records; nothing is written with it."""
        with self._reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction for what the desk keeps beside the records: tokens, work, watches."""
        with self._writing() as connection:
            yield connection

    def verify(self, checks: tuple[str, ...] | None = None) -> Iterator[Fault]:
        """Everything in the ledger that is not as it must be; nothing where all is well."""
        with self._reading() as connection:
            yield from verify(connection, checks)

    def back_up(self, target: Path, *, replace: bool = False) -> int:
        """Writes a whole copy to a file, and gives its bytes; raises LedgerError where it cannot."""
        with self._reading() as connection:
            return back_up(connection, target, replace=replace)

    # Behind the door

    @contextmanager
    def _writing(self, pages: Collection[str] | None = ()) -> Iterator[Connection]:
        """A transaction that alone writes these pages, or everything where there is no list."""
        try:
            with self._engine.begin() as connection:
                hold(connection, pages)
                yield connection
        except SQLAlchemyError as error:
            raise LedgerError(
                f"The ledger could not be written: {getattr(error, 'orig', None) or error}",
                where=place(self._engine),
                mend="Nothing of this batch was kept; what came before it was.",
            ) from error
        except UnicodeEncodeError as error:
            raise _no_text() from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LedgerError(
                f"The ledger could not be read: {getattr(error, 'orig', None) or error}",
                where=place(self._engine),
                mend="Try again once nothing else writes it; if it is damaged, ingest into a new one.",
            ) from error
        except UnicodeEncodeError as error:
            raise _no_text() from error

    def _answer(self, table: Table, query: Query, build: Callable[[Row[Any]], R]) -> Answer[R]:
        return Answer(
            table.name, query, lambda asked: self._stream(table, asked, build), lambda asked: self._number(table, asked)
        )

    def _number(self, table: Table, query: Query) -> int:
        wanted = select(table.c.sort).where(*conditions(table, query)).limit(query.limit)
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(wanted.subquery())).scalar() or 0)

    def _stream(self, table: Table, query: Query, build: Callable[[Row[Any]], T]) -> Iterator[T]:
        wanted = select(table).where(*conditions(table, query)).order_by(table.c.sort).limit(query.limit)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=_FETCH).execute(wanted):
                yield build(row)

    def _page(self, table: Table, query: Query, build: Callable[[Row[Any]], T], *columns: Any) -> Page[T]:
        wanted = select(*(columns or (table,))).where(*conditions(table, query)).order_by(table.c.sort)
        if query.limit is not None:
            wanted = wanted.limit(query.limit + 1)
        with self._reading() as connection:
            rows = connection.execute(wanted).all()
        shown = rows[: query.limit]
        return Page(tuple(build(row) for row in shown), shown[-1].sort if len(rows) > len(shown) else None)

    def _one(self, table: Table, wanted: str) -> Row[Any]:
        column = table.c[_ID_COLUMNS[table.name]]
        with self._reading() as connection:
            rows = connection.execute(
                select(table).where(beginning(column, wanted)).order_by(column != wanted, column).limit(2)
            ).all()
        if rows and (len(rows) == 1 or getattr(rows[0], column.name) == wanted):
            return rows[0]
        what, mend = _one_of(table.name), f"List them with: newsledger {table.name}"
        if rows:
            raise QueryError(f"More than one {what} has an id that starts so", where=wanted, mend="Give more of it.")
        raise QueryError(f"There is no {what} of this id", where=wanted, mend=mend)


def _with(query: Query, more: Conditions) -> Query:
    return replace(query, **more) if more else query


def _no_text() -> QueryError:
    """For words that came with bytes of another encoding, as a terminal may hand them on."""
    return QueryError("These words hold bytes that are no text", mend="Write them in UTF-8.")


def _one_of(kind: str) -> str:
    return "story" if kind == "stories" else kind.removesuffix("s")
