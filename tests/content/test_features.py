"""What the program itself does for a practice is declared, known, and there."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from companion.content.features import Feature, features
from companion.content.practices import practice_ids
from tests.content.shipped import RESOURCES

KNOWN = practice_ids(RESOURCES / "practices.toml")
FEATURES = features(RESOURCES / "practices_features.toml", KNOWN)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.where[:30])
def test_the_part_that_carries_a_practice_is_there(feature: Feature) -> None:
    assert find_spec(feature.module) is not None
    assert feature.practices


def test_no_feature_is_declared_twice() -> None:
    assert len({(f.kind, f.where) for f in FEATURES}) == len(FEATURES)
