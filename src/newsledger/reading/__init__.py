"""Bytes to documents: files, rows, archives and feeds, with text, zones, dates and outlets."""

from newsledger.reading.documents import document_id
from newsledger.reading.formats import read_text
from newsledger.reading.markup import read_html
from newsledger.reading.outlets import OutletBook, book, outlet_of
from newsledger.reading.rejected import Rejected
from newsledger.reading.rows import read_row
from newsledger.reading.sources import File, files, read

__all__ = [
    "File",
    "OutletBook",
    "Rejected",
    "book",
    "document_id",
    "files",
    "outlet_of",
    "read",
    "read_html",
    "read_row",
    "read_text",
]
