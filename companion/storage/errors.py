"""Trouble with the database that somebody has to tell apart."""

from __future__ import annotations

from companion.domain.errors import UserError


class Busy(UserError):
    """Another program holds the database; it passes."""


class Unusable(UserError):
    """Trouble with the file itself, which trying again does not cure."""


class Damaged(Unusable):
    """The file cannot be read as a database any more. It has not been touched."""


class TooNew(Unusable):
    """A later version of the program has changed the database. It has not been touched."""


class NotOurs(Unusable):
    """The file is some other program's database. It has not been touched."""


class Fault(Unusable):
    """A mistake in the program, met on the storage thread; what waits is kept."""


class OlderRevision(UserError):
    """What was to be saved is older than what is saved."""


class Unreadable(UserError):
    """The rows of one call make no call; the others are not affected."""
