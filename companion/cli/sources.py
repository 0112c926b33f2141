"""What commands read: the data folder, the calls, the flows, the alphabets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.program import FOLDER_KEY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from companion.content.alphabets import AlphabetLibrary
    from companion.content.cards import CardLibrary
    from companion.content.faults import Fault
    from companion.content.features import Feature
    from companion.content.library import FlowLibrary
    from companion.content.replies import ReplyLibrary
    from companion.domain.moment import Moment
    from companion.domain.service_level import ServiceLevel
    from companion.domain.wrapup import DeskOutcomes


def data_folder() -> Path:
    """Where calls, settings and the team's own content are."""
    from companion.paths import data_folder

    return data_folder(click.get_current_context().meta.get(FOLDER_KEY))


def now() -> Moment:
    """The present moment."""
    from companion.clock import SystemClock

    return SystemClock().now()


@contextmanager
def database() -> Iterator[Database | None]:
    """The calls, for reading; None where there are none yet."""
    from companion.storage.database import open_for_reading

    db = open_for_reading(data_folder())
    try:
        yield db
    finally:
        if db is not None:
            db.close()


def alphabet_library() -> AlphabetLibrary:
    from companion.content.alphabets import AlphabetLibrary
    from companion.paths import resources

    return AlphabetLibrary(resources(), data_folder())


def desk_outcomes() -> tuple[DeskOutcomes, tuple[Fault, ...]]:
    """The desk's own outcomes, and what is wrong with its file of them."""
    from companion.content.outcomes import desk_outcomes
    from companion.paths import resources

    return desk_outcomes(resources(), data_folder())


def service_level() -> tuple[ServiceLevel, tuple[Fault, ...]]:
    """The service level in force, and what is wrong with the desk's own file of it."""
    from companion.content.service_level import service_level
    from companion.paths import resources

    return service_level(resources(), data_folder())


def known_practices() -> frozenset[str]:
    from companion.content.practices import practice_ids
    from companion.paths import resources

    return practice_ids(resources() / "practices.toml")


def flow_library() -> FlowLibrary:
    from companion.content.library import FlowLibrary
    from companion.paths import resources

    return FlowLibrary(resources(), data_folder())


def card_library() -> CardLibrary:
    from companion.content.cards import CardLibrary
    from companion.paths import resources

    return CardLibrary(resources(), data_folder())


def reply_library() -> ReplyLibrary:
    from companion.content.replies import ReplyLibrary
    from companion.paths import resources

    return ReplyLibrary(resources(), data_folder())


def practised_features() -> tuple[Feature, ...]:
    """The parts of the program that carry a practice by themselves."""
    from companion.content.features import features
    from companion.paths import resources

    return features(resources() / "practices_features.toml", known_practices())
