"""What mkdocs calls while it builds: adds the pages that are made, and mends links that leave docs/."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# mkdocs loads this file by its path; the rest of the package is found from the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from manual import pages


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for address in pages.MADE:
        files.append(File.generated(config, address, content=pages.text(address)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    return pages.rewritten(page.file.src_uri, markdown)
