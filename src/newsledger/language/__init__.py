"""Document to parsed sentences."""

from newsledger.language.pipeline import DEFAULT_MODEL, Pipeline, pipeline
from newsledger.language.sentences import Parsed, Sentence

__all__ = ["DEFAULT_MODEL", "Parsed", "Pipeline", "Sentence", "pipeline"]
