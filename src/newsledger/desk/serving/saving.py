"""A page as one file: its style within it, its links to the desk it came from, nothing to load."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsledger.desk.serving.templates import STATIC, render

if TYPE_CHECKING:
    from newsledger.desk.serving.answers import Asked

_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_LOADED = re.compile(r"<script\b[^>]*></script>|<link\b[^>]*>")
_OWN = re.compile(r'(?<=href=")/(?!/)')


@lru_cache(maxsize=1)
def _style() -> tuple[str, str]:
    """The stylesheet without its fonts, and its hash as a policy names it."""
    style = _FONTS.sub("", (STATIC / "desk.css").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, f"sha256-{digest}"


def saved(asked: Asked, template: str, context: Mapping[str, Any]) -> bytes:
    """The page as it would be shown, to be kept or printed; opened from a disk it loads and runs nothing."""
    page = render(template, media={}, asked=asked, path=asked.path, visitor=asked.visitor, beside=(), **context)
    style, digest = _style()
    policy = f"default-src 'none'; style-src '{digest}'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style>'
    whole = _LOADED.sub("", page).replace("</head>", f"{head}</head>", 1)
    return _OWN.sub(f"{asked.request.base_url}", whole).encode()
