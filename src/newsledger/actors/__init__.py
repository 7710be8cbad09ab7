"""Who acts and who is acted upon: the registry, and the parties of a document."""

from newsledger.actors.entities import Entity, Term
from newsledger.actors.reader import Mentions
from newsledger.actors.registry import Registry

__all__ = ["Entity", "Mentions", "Registry", "Term"]
