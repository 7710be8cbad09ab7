"""Other coders' data sets as ledgers, so that coders can be compared on the same days."""

from newsledger.importing.comparing import Cell, Comparison, compare
from newsledger.importing.loading import FORMATS, ImportSummary, import_file

__all__ = ["FORMATS", "Cell", "Comparison", "ImportSummary", "compare", "import_file"]
