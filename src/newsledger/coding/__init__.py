"""What happened and who did it: a document to its reports and claims."""

from newsledger.coding.coder import Coder

__all__ = ["Coder"]
