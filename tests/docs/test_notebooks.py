"""The notebooks run on the sample ledger, and are kept without what they printed."""

import ast
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_are_sound_and_hold_no_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)
            assert not cell.outputs
            assert cell.execution_count is None


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_run(path, sample_ledger):
    notebook = nbformat.read(path, as_version=4)
    # The client starts the kernel with this environment, and so with this package.
    os.environ["NEWSLEDGER_LEDGER"] = str(sample_ledger)
    try:
        NotebookClient(notebook, timeout=300, kernel_name="python3").execute(cwd=str(sample_ledger.parent))
    finally:
        del os.environ["NEWSLEDGER_LEDGER"]
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("text/html" in output.get("data", {}) for output in shown)
    assert not [output for output in shown if output.output_type == "error"]
