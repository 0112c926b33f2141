"""A decoding as JSON, as `decode --json` prints it."""

from __future__ import annotations

from companion.domain.speller.decoding import Decoding


def decoding_record(decoding: Decoding) -> dict[str, object]:
    """The text, and what is doubtful about it; positions count words from 0."""
    return {
        "text": decoding.text,
        "unknown": [{"word": u.word, "position": u.position} for u in decoding.unknown],
        "ambiguous": [
            {"words": a.words, "position": a.position, "chosen": a.chosen, "also": list(a.also)}
            for a in decoding.ambiguous
        ],
        "corrected": [
            {"word": c.word, "position": c.position, "taken_for": c.taken_for}
            for c in decoding.corrected
        ],
    }
