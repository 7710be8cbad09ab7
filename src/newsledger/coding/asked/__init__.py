"""A coder that asks a language model behind an OpenAI-compatible endpoint, and believes what the text bears out."""

from newsledger.coding.asked.coder import AskedCoder
from newsledger.coding.asked.endpoint import Endpoint

__all__ = ["AskedCoder", "Endpoint"]
