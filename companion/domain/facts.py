"""What a call has brought to light, in words that fit into a sentence."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Facts:
    """What was asked once and is said again: each is a placeholder of the wordings.

    They are kept as typed; `companion.domain.phrases` fits them into sentences.
    """

    since: str = ""
    stops: str = ""
    deadline: str = ""
    step: str = ""
    estimate: str = ""
    cause: str = ""
    prevention: str = ""
    term: str = ""
    meaning: str = ""
    mistake: str = ""
    remedy: str = ""
    known: str = ""
    unknown: str = ""
    update: str = ""
    handed_to: str = ""

    def __getitem__(self, name: str) -> str:
        text: str = getattr(self, name)
        return text

    def with_text(self, name: str, text: str) -> Facts:
        """The same facts with one of them replaced; KeyError if there is none of that name."""
        if name not in FACT_NAMES:
            raise KeyError(name)
        return replace(self, **{name: text})

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The facts that are not empty, by name."""
        return tuple((name, self[name]) for name in FACT_NAMES if self[name])


FACT_NAMES = tuple(field.name for field in fields(Facts))
