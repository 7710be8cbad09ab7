"""A PostgreSQL server of our own, for measuring and for tests: started in a folder of its own, and gone with it."""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec


class NoServer(Exception):
    """Why there is no server to start."""


def _program(name: str) -> str | None:
    """Debian keeps the server's programs off the path."""
    return shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)


@contextlib.contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """The folder of a running server's socket, whose user is "ledger"; raises NoServer where there is none to start.

    One that is not ``durable`` flushes nothing to the disk, for what need not outlive it.
    """
    if find_spec("psycopg") is None:
        raise NoServer("psycopg is not installed: pip install newsledger[postgres]")
    initdb, control = _program("initdb"), _program("pg_ctl")
    if not (initdb and control):
        raise NoServer("PostgreSQL is not installed: make postgres")
    folder = tempfile.mkdtemp(prefix="ledger-pg-", dir="/tmp")
    user = _owner()
    if user:
        shutil.chown(folder, user)

    def call(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            raise NoServer(f"PostgreSQL does not start: {done.stderr.decode()}")

    data = f"{folder}/data"
    try:
        call(initdb, "-D", data, "-U", "ledger", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        flushing = "" if durable else "-c fsync=off -c full_page_writes=off"
        options = f"-k {folder} -c listen_addresses='' -c max_connections=40 {flushing}"
        call(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield folder
        finally:
            call(control, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str | None:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def processor_seconds(folder: str) -> float:
    """What the server in this folder and its processes have used so far, those that have ended among them."""
    with open(f"{folder}/data/postmaster.pid") as told:
        parent = told.readline().strip()
    tick = os.sysconf("SC_CLK_TCK")
    own, ended = _used(parent)
    children = (name for name in os.listdir("/proc") if name.isdigit() and _parent(name) == parent)
    return (own + ended + sum(_used(name)[0] for name in children)) / tick


def _stat(process: str) -> list[str]:
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return ["0"] * 20


def _parent(process: str) -> str:
    return _stat(process)[1]


def _used(process: str) -> tuple[int, int]:
    """Clock ticks of a process, and of those of its children that have ended."""
    fields = [int(each) for each in _stat(process)[11:15]]
    return fields[0] + fields[1], fields[2] + fields[3]
