"""Who says so: quotations, cues and the chains they make."""

from newsledger.attribution.chain import Standing, attribution_of
from newsledger.attribution.claims import Resolver, read_claims

__all__ = ["Resolver", "Standing", "attribution_of", "read_claims"]
