"""An OpenAI-compatible endpoint: one question, one text back, within bounds."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

from newsledger.errors import NewsledgerError, SetupError
from newsledger.fetching import Answer, Bounds, FetchError, fetch

KEY = "NEWSLEDGER_LLM_KEY"
_PATH = "/chat/completions"
# An answer tells some events of some sentences: this is hundreds of times what it needs.
_MOST = 1024 * 1024
_REFUSED = frozenset({400, 401, 403, 404, 405, 422})
_SHOWN = 200


class AskingError(NewsledgerError):
    """The endpoint gave no usable answer this time."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked: the address under which ``/chat/completions`` lies, the model's name, seconds to wait.

    The key is taken from the environment when it is used, and kept nowhere.
    """

    url: str
    model: str
    seconds: int = 120

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def ask(self, messages: list[dict[str, str]]) -> str:
        """The model's words. Raises AskingError where trying again may help, SetupError where it will not."""
        wanted = {"model": self.model, "messages": messages, "temperature": 0}
        body = orjson.dumps({**wanted, "response_format": {"type": "json_object"}})
        # Whoever names the endpoint vouches for it: it may be on this machine. It may not lead elsewhere.
        bounds = Bounds(seconds=self.seconds, body=_MOST, redirects=0, private=True)
        try:
            answer = fetch(self.url.rstrip("/") + _PATH, bounds, self._headers(), body)
        except FetchError as error:
            raise AskingError(f"{self.model} gave no answer: {error.what}", where=self.host) from error
        return _words(_checked(answer, self), self)

    def _headers(self) -> dict[str, str]:
        key = os.environ.get(KEY, "")
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if not key:
            return headers
        if urlsplit(self.url).scheme != "https" and not _this_machine(self.host):
            raise SetupError("A key is sent over https alone", where=self.host, mend=f"Use https, or unset {KEY}.")
        if not key.isascii() or not key.isprintable():
            raise SetupError(f"{KEY} holds what no key has: other letters or line ends", mend="Set it anew.")
        return {**headers, "Authorization": f"Bearer {key}"}


def _this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(answer: Answer, endpoint: Endpoint) -> bytes:
    if answer.status == 200:
        return answer.body
    told = answer.body[:_SHOWN].decode("utf-8", "replace")
    said = "".join(c if c.isprintable() else " " for c in told).strip()
    if answer.status in _REFUSED:
        raise SetupError(
            f"The endpoint refuses what it is asked, with status {answer.status}: {said}",
            where=endpoint.host,
            mend=f"Check --endpoint, --llm-model and {KEY}.",
        )
    raise AskingError(f"{endpoint.model} gave no answer: status {answer.status}", where=endpoint.host)


def _words(body: bytes, endpoint: Endpoint) -> str:
    """The words inside the endpoint's envelope."""
    try:
        value: Any = orjson.loads(body)
        words = value["choices"][0]["message"]["content"]
    except (orjson.JSONDecodeError, LookupError, TypeError) as error:
        raise AskingError(
            f"{endpoint.model}'s answer is not in the form of the interface", where=endpoint.host
        ) from error
    if not isinstance(words, str):
        raise AskingError(f"{endpoint.model} answered without words", where=endpoint.host)
    return words
