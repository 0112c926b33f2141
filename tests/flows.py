"""Small flows for tests, with everything a flow can have."""

from __future__ import annotations

from companion.domain.flow import CallFlow, Exit, FlowId, Prompt, PromptId, Stage, StageId
from companion.domain.notes import Section
from companion.domain.wording import Wording


def prompt(name: str, *says: str) -> Prompt:
    """A prompt by its id and wordings."""
    return Prompt(PromptId(name), tuple(Wording(say) for say in says or (name,)))


def stage(name: str, *prompts: Prompt, **more: object) -> Stage:
    """A stage by its id; its title is the id with a capital."""
    return Stage(StageId(name), name.capitalize(), prompts, **more)  # type: ignore[arg-type]  # Stage checks them


INCIDENT = CallFlow(
    FlowId("incident"),
    "Incident",
    (
        stage(
            "greet", prompt("hello", "Hello {caller|there}.", "Hi {caller|there}, {agent} here.")
        ),
        stage("listen", prompt("what"), prompt("since"), section=Section.REPORTED),
        stage(
            "confirm",
            prompt("restate", "So: {reported}. Right?"),
            section=Section.OBSERVED,
            exits=(Exit("Yes", StageId("work")), Exit("No", StageId("listen"))),
        ),
        stage("refuse", prompt("sorry"), detour=True),
        stage("work", prompt("look"), section=Section.DONE),
        stage("wrap-up", prompt("bye"), section=Section.FOLLOW_UP),
    ),
)
RESET = CallFlow(
    FlowId("reset"),
    "Password reset",
    (
        stage("greet", prompt("hello-reset", "Hello {caller|there}, resets here.")),
        stage("identity", prompt("who-are-you")),
        stage("wrap-up", prompt("bye-reset")),
    ),
)
HOLD = CallFlow(
    FlowId("hold"),
    "Hold",
    (
        stage(
            "ask",
            prompt("ask-to-hold", "May I hold you for {minutes}: {reason}?", "{minutes}?"),
            prompt("ask-or-call-back"),
        ),
        stage(
            "waiting",
            prompt("check-back", "Still with you.", "Still there?"),
            prompt("long-wait"),
            prompt("need-longer", "I said {minutes}."),
        ),
        stage("return", prompt("thanks-for-waiting"), prompt("sorry-for-the-wait")),
    ),
    is_side=True,
)
SILENCE = CallFlow(
    FlowId("silence"),
    "Silence",
    (stage("silence", prompt("say-what-you-do", "One.", "Two, {caller}.")),),
    is_side=True,
)
ACCESS = CallFlow(
    FlowId("access"),
    "Access",
    (
        stage(
            "identity",
            prompt("who"),
            exits=(Exit("Verified", StageId("wrap-up")),),
            needs_answer=True,
        ),
        stage("wrap-up", prompt("bye-access")),
    ),
)
PROMISE = CallFlow(
    FlowId("promise"),
    "Promise",
    (
        stage(
            "call-back",
            prompt("promised-callback", "{caller}, as promised."),
            prompt("late-callback", "Sorry {caller}: {promised|a call} {promised_for}.", "Late."),
        ),
    ),
    is_side=True,
)
FLOWS = (INCIDENT, RESET, ACCESS, HOLD, SILENCE, PROMISE)
