"""Questions that pages ask: what is wanted, which events have it, and how many there are."""
