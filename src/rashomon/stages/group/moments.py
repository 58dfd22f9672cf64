"""Publication times as moments; see :mod:`rashomon.moments`, which the stages share."""

from __future__ import annotations

from rashomon.moments import EARLIEST, moment

__all__ = ["EARLIEST", "moment"]
