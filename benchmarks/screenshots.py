"""Pictures of the desk over the sample ledger, for the documentation: python -m benchmarks.screenshots

Each screen is taken in light and dark, at 1280 and at 390 pixels. Needs Debian's chromium
(make browser) and the dev extra.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from tests.desk.browsing import CHROMIUM, NONE, chromium, serving

from newsledger.coding import Coder
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger, tokens, watching
from newsledger.running import ingest

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "docs" / "screens"
WIDTHS = {1280: 900, 390: 844}
_COLOURS = 48  # of a picture's palette; letters and lines need few


def screens(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Names and addresses of what is pictured; the event is the one most often told."""
    told = max(ledger.events(), key=lambda event: (len(event.origins), len(event.reports), event.event_id))
    report = ledger.report(told.reports[0])
    yield "search", "/events"
    yield "event", f"/events/{told.event_id}"
    yield "reader", f"/documents/{report.document_id}"
    yield "actor", "/actors/PRK"
    yield "dyad", "/dyad?one=PRK&other=RUS"
    yield "timeline", "/timeline"
    yield "map", "/map"
    yield "network", "/network?centre=PRK"
    yield "sources", "/sources"
    yield "claims", "/claims"
    yield "review", "/review"
    yield "codebook", "/codebook"
    yield "stories", "/stories"
    yield "disagreements", "/disagreements"
    yield "plans", "/plans"
    yield "watches", "/watches"
    yield "registry", "/registry"
    yield "runs", "/runs"


def take(browser: Any, address: str, secret: str, wanted: list[tuple[str, str]]) -> Iterator[Path]:
    for scheme in ("light", "dark"):
        for width, height in WIDTHS.items():
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            context.add_cookies([{"name": "newsledger", "value": secret, "url": address}])
            page = context.new_page()
            for name, path in wanted:
                target = SCREENS / f"{name}-{width}-{scheme}.png"
                page.goto(address + path)
                page.evaluate("document.fonts.ready")
                keep(page.screenshot(), target)
                yield target
            context.close()


def keep(picture: bytes, target: Path) -> None:
    """Writes a picture with a small palette, a third as large."""
    with Image.open(io.BytesIO(picture)) as whole:
        whole.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def main() -> None:
    if CHROMIUM is None:
        sys.exit(NONE)
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "demo.db") as ledger:
        ingest(["samples/pages"], ledger, Coder())
        with ledger.writing() as connection:
            secret = tokens.create(connection, "ana", "reviewer", datetime.now(UTC))
            for name, asked in (("Visits and talks", "type=CONSULT"), ("North Korea", "country=PRK")):
                watching.add(connection, name, asked, "ana", datetime.now(UTC))
        with serving(create_app(ledger)) as address, chromium() as browser:
            for target in take(browser, address, secret, list(screens(ledger))):
                print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
