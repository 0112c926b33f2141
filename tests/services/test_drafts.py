"""What is half-typed is kept at each key, and forgotten when it is given."""

from __future__ import annotations

from companion.domain.call import CallId
from companion.domain.draft import DraftId, is_draft
from companion.services.drafts import Drafts, place_in
from tests.fakes import FakeCallLog

WHAT = place_in(CallId("c1"), "promise", "what")


def test_each_change_is_on_its_way_to_disk_at_once(call_log: FakeCallLog) -> None:
    drafts = Drafts(call_log)
    drafts.keep(WHAT, "ring")
    drafts.keep(WHAT, "ring ")

    assert call_log.drafts == {WHAT: "ring "}
    assert drafts.text(WHAT) == "ring "


def test_what_is_given_is_forgotten_there_alone(call_log: FakeCallLog) -> None:
    drafts = Drafts(call_log)
    other = place_in(CallId("c2"), "promise", "what")
    drafts.keep(WHAT, "ring her")
    drafts.keep(other, "send the form")

    drafts.forget(WHAT)

    assert drafts.text(WHAT) == ""
    assert call_log.drafts == {WHAT: "", other: "send the form"}


def test_what_was_typed_since_the_start_counts_more_than_what_is_on_disk(
    call_log: FakeCallLog,
) -> None:
    drafts = Drafts(call_log)
    drafts.keep(WHAT, "new words")
    when = DraftId("promise/when/c1")

    drafts.take_back({WHAT: "old words", when: "in an hour"})

    assert (drafts.text(WHAT), drafts.text(when)) == ("new words", "in an hour")


def test_a_place_in_a_call_is_never_taken_for_the_call() -> None:
    assert is_draft(WHAT)
    assert not is_draft("c1")
