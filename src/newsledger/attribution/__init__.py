"""Who says so: quotations, cues and the chains they make."""

from newsledger.attribution.chain import Standing, attribution_of
from newsledger.attribution.claims import read_claims
from newsledger.attribution.kinds import outlet_link
from newsledger.attribution.speakers import Resolver

__all__ = ["Resolver", "Standing", "attribution_of", "outlet_link", "read_claims"]
