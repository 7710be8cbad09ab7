"""The screens, one module each."""

from starlette.routing import Route

from newsledger.desk.pages import event, front, reader

ROUTES: tuple[Route, ...] = (*front.ROUTES, *event.ROUTES, *reader.ROUTES)
