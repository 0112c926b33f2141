"""Durations as clocks show them."""

from __future__ import annotations

from datetime import timedelta


def clock_text(duration: timedelta) -> str:
    """A duration as `04:12`, or `1:04:12` from an hour on; negative ones without a sign."""
    seconds = int(abs(duration.total_seconds()))
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
    return f"{minutes:02}:{rest:02}"
