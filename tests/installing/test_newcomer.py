"""A newcomer's path: the wheel, an empty environment outside the checkout, and the tutorial as it is written.

Packages come from wherever pip takes them on this machine.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installing.tutorial import blocks, missing, outputs, script, steps

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
_MOST_MEGABYTES = 40
_UNTOLD = 0.2  # share of a step's promised lines that a later coder may tell otherwise


def _run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, (command, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder outside the checkout with the wheel under dist/."""
    target = tmp_path_factory.mktemp("newcomer")
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "wheel", *quiet, "--no-deps", "--wheel-dir", target / "dist", ROOT)
    return target


@pytest.fixture(scope="module")
def wheel(folder):
    (found,) = (folder / "dist").glob("newsledger-*.whl")
    return found


@pytest.fixture(scope="module")
def environment(folder):
    """As somebody has it who knows nothing of the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSLEDGER_", "PYTHON"))}
    path = f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    # As wide as a pipe is taken to be, whatever the terminal that the tests were started from.
    kept.pop("COLUMNS", None)
    return {**kept, "PATH": path, "XDG_CACHE_HOME": str(folder / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="module")
def python(folder, environment):
    """The interpreter of an environment made by the tutorial's own lines."""
    make, install = blocks("sh")
    assert make == "make wheel\n", "the wheel is there already"
    _run("bash", "-e", "-c", install, cwd=folder, env=environment)
    return folder / "trial" / "bin" / "python"


def _sources():
    files = (path for path in (SOURCE / "newsledger").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(SOURCE)) for path in files}


def test_the_wheel_holds_the_package_whole_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
        licences = {name.rsplit("/", 1)[-1] for name in packed.namelist() if "/licenses/" in name}
    assert held == _sources()
    assert licences == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize(
    "needed",
    [
        "data/head/lower.onnx", "data/head/upper.onnx", "data/head/kinds.onnx",
        "data/head/triggers.onnx", "data/head/pair.onnx", "data/head/referee.json",
        "data/head/tokenizer.json",
        "data/places/gazetteer.bin", "data/codebook/SANCTION.yaml", "data/registry/outlets.yaml",
        "desk/templates/base.html", "desk/static/desk.css", "ledger/migrations/versions/0001_sqlite.sql",
    ],
)  # fmt: skip
def test_the_wheel_holds_what_is_no_code(wheel, needed):
    with zipfile.ZipFile(wheel) as packed:
        assert packed.getinfo(f"newsledger/{needed}").file_size > 100
        assert "newsledger/py.typed" in packed.namelist()


def test_the_wheel_is_small_enough_to_send(wheel):
    assert wheel.stat().st_size < _MOST_MEGABYTES * 2**20


def test_it_asks_for_the_dependencies_of_the_project_alone(wheel):
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (each for each in packed.namelist() if each.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(packed.read(name).decode())
    needed = [Requirement(line) for line in told.get_all("Requires-Dist") if "extra ==" not in line]
    locked = _locked()
    assert all(each.specifier.contains(locked[canonicalize_name(each.name)]) for each in needed)
    assert all(each.specifier for each in needed), "a dependency without a bound"


def _locked():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name): version.split(";")[0].strip() for name, version in pinned}


def test_installing_brings_only_packages_that_the_lock_knows(python):
    _run(python, "-m", "pip", "check")
    installed = _run(python, "-m", "pip", "list", "--format", "freeze").split()
    names = {canonicalize_name(line.split("==")[0]) for line in installed}
    assert names - {"pip", "setuptools", "wheel", "newsledger"} <= set(_locked())


def test_the_installed_package_is_not_the_checkout(python, folder, environment):
    where = _run(python, "-c", "import newsledger; print(newsledger.__file__)", cwd=folder, env=environment)
    assert Path(where.strip()).is_relative_to(folder / "trial")


def test_the_tutorial_runs_as_it_is_written(python, folder, environment):
    work = folder / "work"
    work.mkdir()
    session = {**environment, "PATH": f"{python.parent}{os.pathsep}{environment['PATH']}"}
    told = steps()
    done = subprocess.run(
        ["bash", "-c", script(told)], cwd=work, env=session, stdout=subprocess.PIPE, text=True, check=False
    )
    printed = outputs(done.stdout)
    assert done.returncode == 0 and len(printed) == len(told), (told[len(printed) - 1].command, printed[-1])
    for step, output in zip(told, printed, strict=True):
        untold = missing(step, output)
        assert len(untold) <= _UNTOLD * len(step.expected), (step.command, untold, output)
    assert (work / "events.tsv").read_text(encoding="utf-8").count("\n") == 4
    shutil.rmtree(work)
