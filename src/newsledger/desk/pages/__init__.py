"""The screens, one module each."""

from starlette.routing import Route

from newsledger.desk.pages import (
    atlas,
    entering,
    event,
    front,
    network,
    people,
    reader,
    reference,
    review,
    shapes,
    telling,
    watching,
)

ROUTES: tuple[Route, ...] = (
    *front.ROUTES,
    *event.ROUTES,
    *reader.ROUTES,
    *people.ROUTES,
    *telling.ROUTES,
    *reference.ROUTES,
    *shapes.ROUTES,
    *atlas.ROUTES,
    *network.ROUTES,
    *review.ROUTES,
    *entering.ROUTES,
    *watching.ROUTES,
)
