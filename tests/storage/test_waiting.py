from __future__ import annotations

from companion.storage.waiting import Waiting
from tests.storage.calls import a_call, typed

OLDER = a_call()
NEWER = typed(OLDER, "typed while the older one was being written")


def test_what_is_typed_during_a_write_waits_for_the_next() -> None:
    waiting = Waiting()
    waiting.save(OLDER)
    assert waiting.next() == (OLDER,)

    waiting.save(NEWER)
    waiting.written(OLDER)

    assert waiting.next() == (NEWER,)


def test_an_older_revision_never_takes_a_newer_ones_place() -> None:
    waiting = Waiting()
    waiting.save(NEWER)
    waiting.save(OLDER)

    assert waiting.next() == (NEWER,)


def test_something_new_is_reason_to_try_again_at_once() -> None:
    waiting = Waiting()
    waiting.save(OLDER)
    waiting.next()
    waiting.try_again(after=3600)

    waiting.save(NEWER)

    assert waiting.next() == (NEWER,)


def test_the_end_comes_after_what_was_flushed() -> None:
    waiting = Waiting()
    waiting.save(OLDER)
    assert not waiting.flush(timeout=0)
    waiting.end()

    assert waiting.next() == (OLDER,)
    waiting.written(OLDER)
    assert waiting.next() is None
