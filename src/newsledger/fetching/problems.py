"""What goes wrong between here and a server."""

from __future__ import annotations

from newsledger.errors import NewsledgerError


class FetchError(NewsledgerError):
    """An address that gave no usable answer; ``lasting`` where trying again would not help."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", lasting: bool = False) -> None:
        super().__init__(what, where=where, mend=mend)
        self.lasting = lasting
