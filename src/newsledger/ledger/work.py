"""Work to be done beside: pages to code, events to link. It is kept, so that a stop loses none."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, insert, select, update

from newsledger.ledger.auditing import Action, note
from newsledger.ledger.schema import jobs
from newsledger.records import Record


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class JobKind(StrEnum):
    DOCUMENTS = "documents"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Job(Record):
    """A piece of work and what came of it. ``outcome`` counts, or says what went wrong; ``who`` asked for it."""

    job_id: str
    kind: JobKind
    state: JobState
    who: str
    made: str
    finished: str | None
    outcome: dict[str, Any]


def add(connection: Connection, kind: JobKind, who: str, made: datetime, given: Any = None) -> Job:
    """Puts work at the end of the line. Linking that waits already is not asked for twice."""
    waiting = select(jobs).where(jobs.c.kind == JobKind.LINK, jobs.c.state == JobState.WAITING)
    if kind is JobKind.LINK and (held := connection.execute(waiting).first()):
        return _job(held)
    job = Job(f"j{secrets.token_hex(8)}", kind, JobState.WAITING, who, made.isoformat(timespec="seconds"), None, {})
    row = {"job": job.job_id, "kind": kind.value, "who": who, "made": job.made, "state": job.state.value}
    connection.execute(insert(jobs), {**row, "input": orjson.dumps(given).decode(), "outcome": "{}"})
    action = Action.PAGES_ADDED if kind is JobKind.DOCUMENTS else Action.LINKING_ASKED
    note(connection, action, who, made, job.job_id, {"pages": len(given)} if isinstance(given, list) else {})
    return job


def find(connection: Connection, job_id: str) -> Job | None:
    row = connection.execute(select(jobs).where(jobs.c.job == job_id)).first()
    return None if row is None else _job(row)


def take(connection: Connection) -> tuple[Job, Any] | None:
    """The first that waits, now running, with what it was given."""
    first = select(func.min(jobs.c.place)).where(jobs.c.state == JobState.WAITING).scalar_subquery()
    row = connection.execute(select(jobs).where(jobs.c.place == first)).first()
    if row is None:
        return None
    connection.execute(update(jobs).where(jobs.c.place == row.place).values(state=JobState.RUNNING.value))
    return _job(row), orjson.loads(row.input)


def end(connection: Connection, job_id: str, state: JobState, at: datetime, outcome: Mapping[str, Any]) -> None:
    """Says how it went, and lets go of what it was given."""
    values = {
        "state": state.value,
        "finished": at.isoformat(timespec="seconds"),
        "outcome": orjson.dumps(dict(outcome)).decode(),
        "input": "null",
    }
    connection.execute(update(jobs).where(jobs.c.job == job_id).values(**values))


def again(connection: Connection) -> int:
    """Puts back what was running when the program stopped; gives their number."""
    stopped = update(jobs).where(jobs.c.state == JobState.RUNNING).values(state=JobState.WAITING.value)
    return connection.execute(stopped).rowcount


def _job(row: Row[Any]) -> Job:
    return Job(
        row.job, JobKind(row.kind), JobState(row.state), row.who, row.made, row.finished, orjson.loads(row.outcome)
    )
