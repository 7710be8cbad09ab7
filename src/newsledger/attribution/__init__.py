"""Who says so: quotations, cues and the chains they make."""

from newsledger.attribution.chain import Standing, attribution_of
from newsledger.attribution.claims import Resolver, read_claims
from newsledger.attribution.kinds import outlet_kind

__all__ = ["Resolver", "Standing", "attribution_of", "outlet_kind", "read_claims"]
