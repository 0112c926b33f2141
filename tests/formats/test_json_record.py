"""A call as JSON: every key, times to the millisecond, characters as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings

from companion.domain.call import Call, Caller
from companion.domain.facts import FACT_NAMES, Facts
from companion.domain.flow import ConsentKind, ItemId
from companion.domain.gathered import Access, Answer, AnswerValue, Consent, Gathered
from companion.domain.hold import Permission
from companion.domain.notes import Notes
from companion.formats.json_record import record, render
from companion.formats.json_text import json_text
from tests.formats.samples import after, finished_call, hostile_text, talking_call


def written(call: Call) -> Any:  # what json.loads gives
    return json.loads(render(call, after(900)))


def gate(
    name: str,
    passed: bool = False,
    *,
    reason: str | None = None,
    how: str | None = None,
    at: str | None = None,
) -> dict[str, object]:
    return {"id": name, "passed": passed, "reason": reason, "how": how, "at": at}


def test_writes_a_whole_call() -> None:
    assert written(finished_call()) == {
        "id": "c0ffee",
        "state": "closed",
        "flow": "incident",
        "started_at": "2026-03-02T14:03:22.456Z",
        "ended_at": "2026-03-02T14:05:52.456Z",
        "closed_at": "2026-03-02T14:06:42.456Z",
        "agent": "Robin",
        "tone": "neutral",
        "caller": {
            "name": "Sarah Okafor",
            "number": "+44 20 7946 0018",
            "company": "Contoso",
            "audience": "end_user",
            "technical": False,
            "language": "en",
        },
        "ticket_ref": "",
        "record": {
            "type": "incident",
            "impact": "medium",
            "urgency": "medium",
            "priority": "P3",
            "respond_by": None,
            "resolve_by": None,
        },
        "notes": {
            "reported": "VPN drops every ten minutes.\nSince Monday.",
            "observed": "",
            "done": "Renewed the certificate.",
            "outcome": "",
            "follow_up": "",
        },
        "outcome": "resolved",
        "outcome_title": "Resolved",
        "counts_as": "resolved",
        "tier": 1,
        "escalation": None,
        "visit": None,
        "explanation": None,
        "stages": [
            {
                "id": "greet",
                "entered_at": "2026-03-02T14:03:22.456Z",
                "left_at": "2026-03-02T14:05:52.456Z",
            },
            {
                "id": "wrap-up",
                "entered_at": "2026-03-02T14:05:52.456Z",
                "left_at": "2026-03-02T14:06:42.456Z",
            },
        ],
        "prompts": [{"id": "greet-by-name", "said_at": "2026-03-02T14:03:27.456Z", "variant": 0}],
        "holds": [
            {
                "asked_at": "2026-03-02T14:03:52.456Z",
                "permission": "granted",
                "reason": "look up the gateway",
                "promised_seconds": 120.0,
                "started_at": "2026-03-02T14:03:54.456Z",
                "ended_at": "2026-03-02T14:05:29.706Z",
                "seconds": 95.25,
                "check_backs": 1,
                "checked_back_at": ["2026-03-02T14:05:02.456Z"],
                "extensions": [],
            }
        ],
        "consents": [],
        "accesses": [],
        "facts": dict.fromkeys(FACT_NAMES, ""),
        "answers": [],
        "follow_ups": [
            {
                "id": "f1",
                "kind": "callback",
                "what": "Ring back",
                "to": "",
                "made_at": None,
                "due_at": "2026-03-03T09:00:00.000Z",
                "done_at": None,
                "sequence": 0,
            }
        ],
        "withdrawn_follow_ups": [],
        "keeps": [],
        "gates": [
            gate("confirm-the-fix", True, how="the caller tried it", at="2026-03-02T14:05:32.456Z"),
            gate("caller-satisfied"),
            gate("offer-more-help", reason="The line dropped", at="2026-03-02T14:06:42.456Z"),
            gate("five-part-ticket"),
            gate("follow-up", True),
        ],
        "self_check": None,
        "seconds": {"talk": 54.75, "hold": 95.25, "wrap_up": 50.0, "handle": 200.0},
        "corrections": [],
        "tickets": [],
    }


def test_counts_an_open_call_up_to_now() -> None:
    call = record(talking_call(), after(12.3456))

    assert call["seconds"] == {"talk": 12.346, "hold": 0.0, "wrap_up": 0.0, "handle": 12.346}
    assert call["ended_at"] is None


def test_keeps_what_was_promised_first_and_each_new_promise() -> None:
    call = talking_call().ask_to_hold("", timedelta(minutes=2), after(10))
    call = call.answer_hold(Permission.GRANTED, after(12))
    call = call.extend_hold(timedelta(minutes=3), after(110))
    call = call.extend_hold(timedelta(minutes=1), after(290))

    (hold,) = written(call)["holds"]

    assert hold["promised_seconds"] == 120
    assert hold["extensions"] == [
        {"agreed_at": "2026-03-02T14:05:12.456Z", "promised_seconds": 180.0},
        {"agreed_at": "2026-03-02T14:08:12.456Z", "promised_seconds": 60.0},
    ]


def test_each_check_back_stands_with_its_hold() -> None:
    call = talking_call()
    for start, checks in ((10, (20, 30)), (50, ()), (70, (80,))):
        call = call.ask_to_hold("", timedelta(minutes=2), after(start))
        call = call.answer_hold(Permission.GRANTED, after(start))
        for check in checks:
            call = call.check_back(after(check))
        call = call.resume(after(start + 15))

    checked = [hold["checked_back_at"] for hold in written(call)["holds"]]

    assert [len(moments) for moments in checked] == [2, 0, 1]
    assert checked[2] == ["2026-03-02T14:04:42.456Z"]


def test_leaves_out_a_hold_that_nobody_answered_yet() -> None:
    asked = talking_call().ask_to_hold("", timedelta(minutes=1), after(10))
    declined = asked.answer_hold(Permission.DECLINED, after(12))

    assert written(asked)["holds"] == []
    assert [hold["permission"] for hold in written(declined)["holds"]] == ["declined"]


@settings(deadline=None)
@given(hostile_text, hostile_text)
def test_gives_every_character_back(name: str, note: str) -> None:
    call = replace(talking_call(caller=Caller(name)), notes=Notes(done=note))

    read = json.loads(render(call, after(1)).encode())

    assert _joined(read["caller"]["name"]) == _joined(name)
    assert _joined(read["notes"]["done"]) == _joined(note)


@settings(deadline=None)
@given(hostile_text)
def test_a_value_is_one_line_that_can_be_encoded(text: str) -> None:
    written = json_text([text])

    assert len(written.splitlines()) == 1
    assert "\x9b" not in written.encode().decode()


def _joined(text: str) -> str:
    """Two halves that happen to stand together are the character they make."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_writes_consents_accesses_and_answers() -> None:
    gathered = Gathered(
        Facts(since="Monday"),
        (Answer(ItemId("others-too"), AnswerValue.YES, after(7), "Others have it."),),
        (Consent(ConsentKind.REMOTE_CONTROL, False, after(8)),),
        (Access("Mailbox rules", "mail vanished", after(9)),),
    )

    call = written(replace(talking_call(), gathered=gathered))

    assert call["facts"]["since"] == "Monday"
    assert call["consents"] == [
        {"at": "2026-03-02T14:03:30.456Z", "what": "remote_control", "given": False}
    ]
    assert call["accesses"] == [
        {"at": "2026-03-02T14:03:31.456Z", "what": "Mailbox rules", "why": "mail vanished"}
    ]
    assert call["answers"][0]["answer"] == "yes"
