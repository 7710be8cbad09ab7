"""The audit: what is wrong fails, and what could not be looked at is said."""

import json
from importlib.metadata import version

import pytest
from supply.audit import main

A = "a" * 64
PYTEST = version("pytest")
NO_WEAKNESS = {"name": "pytest", "version": PYTEST, "vulns": []}
WEAK = {"name": "pytest", "version": PYTEST, "vulns": [{"id": "PYSEC-1", "fix_versions": ["99"], "aliases": []}]}
PASSED_BY = {"name": "pytest", "skip_reason": "Dependency not found and could not be audited"}


@pytest.fixture
def audit(tmp_path, capsys):
    """Runs the audit over one locked package, with a pip-audit that gives an answer."""

    def call(answer=None, *more, lock=f"pytest=={PYTEST}\n", hashed=f"pytest=={PYTEST} --hash=sha256:{A}\n"):
        (tmp_path / "a.lock").write_text(lock)
        (tmp_path / "a.hashes").write_text(hashed)
        program = tmp_path / "pip-audit"
        told = answer if isinstance(answer, str) else json.dumps({"dependencies": answer, "fixes": []})
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{told}\nEND\nexit 1\n")
        program.chmod(0o755)
        files = ["--lock", str(tmp_path / "a.lock"), "--hashes", str(tmp_path / "a.hashes")]
        code = main([*files, *(["--pip-audit", str(program)] if answer is not None else []), *more])
        return code, capsys.readouterr().out

    return call


def test_all_is_well(audit):
    code, told = audit([NO_WEAKNESS])
    assert code == 0
    assert told.count("well") == 4


def test_a_known_weakness_fails(audit):
    code, told = audit([WEAK])
    assert code == 1
    assert f"pytest {PYTEST}: PYSEC-1, mended in 99" in told


@pytest.mark.parametrize("answer", [[PASSED_BY], [], "no network", '{"dependencies": null}'])
def test_a_database_out_of_reach_is_said_and_fails_only_where_that_is_asked(audit, answer):
    code, told = audit(answer)
    assert code == 0
    assert "known weaknesses: not known" in told
    assert "weaknesses: well" not in told
    assert audit(answer, "--strict")[0] == 1


def test_without_pip_audit_nothing_is_claimed(audit):
    assert "known weaknesses: not known" in audit()[1]


def test_a_program_that_is_not_there_gives_no_answer(audit):
    assert "gave no answer" in audit(None, "--pip-audit", "/no/such/program")[1]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"hashed": ""}, "no hashes"),
        ({"lock": "pytest==0.1\n"}, "is installed"),
        ({"lock": "pytest>=1\n"}, "no single version"),
    ],
)
def test_a_bad_lock_fails(audit, files, fault):
    code, told = audit([NO_WEAKNESS], **files)
    assert code == 1
    assert fault in told
