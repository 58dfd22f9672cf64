"""A language model behind an OpenAI-compatible address that the user gives.

``POST {address}/chat/completions`` with a fixed seed and temperature 0. Only that one address is
asked, no redirect is followed, and an answer has a limit of time and of size. The key, where one is
needed, comes from the environment and is never written anywhere.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rashomon.errors import RewriteError, UsageError

__all__ = ["Endpoint"]

SECONDS = 30.0
"""How long an answer may take in all."""

MOST_BYTES = 262_144
"""Bytes of an answer: a sentence with what a server puts around it."""

MOST_TOKENS = 400
_CHUNK = 8192


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing: what was asked would go where the user did not say."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked.

    :ivar address: the base, as ``http://localhost:8080/v1``.
    :ivar key: sent as a bearer token where there is one.
    """

    address: str
    model: str
    key: str | None = None
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        """Check the address.

        :raises UsageError: it is no http or https address of a host, or holds a password.
        """
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(f"--rewrite {self.address}: give an http or https address")
        if parts.username or parts.password:
            raise UsageError("--rewrite: no names or passwords in the address")

    def ask(self, instruction: str, text: str) -> str:
        """What the model answers.

        :raises RewriteError: no answer in time, or none that holds a text.
        """
        body = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instruction},
                {"role": "user", "content": text},
            ],
            "temperature": 0,
            "seed": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        return _content(self._sent(json.dumps(body).encode()))

    def _sent(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.address.rstrip('/')}/chat/completions"
        request = urllib.request.Request(address, body, headers)
        opener = urllib.request.build_opener(_NoRedirect)
        end = time.monotonic() + self.seconds
        try:
            with opener.open(request, timeout=self.seconds) as answer:
                return _bounded(answer, end)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise RewriteError(f"{self.address}: {problem}") from problem


def _bounded(answer: Any, end: float) -> bytes:
    """An answer's bytes, within the limits of time and size."""
    found = b""
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > MOST_BYTES or time.monotonic() > end:
            raise RewriteError("the answer is too long or too slow")
    return found


def _content(body: bytes) -> str:
    try:
        choice = json.loads(body)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as problem:
        raise RewriteError("the answer is not a chat completion") from problem
    if not isinstance(content, str) or choice.get("finish_reason") not in {None, "stop"}:
        raise RewriteError("the answer holds no finished text")
    return content
