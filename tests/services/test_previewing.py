"""What is edited, said to somebody: the same line that a call would show."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from companion.content.card_shape import TERM
from companion.content.flow_shape import FLOW
from companion.content.records import Reading
from companion.domain.call import Caller
from companion.domain.manner import Audience, Manner, Tone
from companion.services.outline import node_at, nodes_of
from companion.services.ports import Profile
from companion.services.previewing import Previewing
from companion.services.shapes import KeyPath
from tests.content.shipped import SOUND
from tests.fakes import after
from tests.formats.samples import talking_call

HELLO: KeyPath = ("stages", 0, "prompts", 0)
SOMEBODY = Previewing(None, Profile("Alex"), after(0), Manner())
FOR_TWO = SOUND.replace(
    'say = ["Bye."]', 'say = ["Bye.", { for = ["executive"], text = "{team}, {caller}: bye." }]'
)


def said(path: KeyPath, previewing: Previewing = SOMEBODY, text: str = SOUND) -> str:
    nodes = nodes_of(Reading().record(FLOW, tomllib.loads(text), ()))
    saying = previewing.saying(node_at(nodes, path))
    assert saying is not None
    return saying.line.text


def test_a_wording_is_said_to_somebody_and_to_who_is_on_the_line() -> None:
    assert said((*HELLO, "say", 0)) == "Hello Sarah."
    call = talking_call("one", Caller("Ben Ash"))
    assert said((*HELLO, "say", 0), replace(SOMEBODY, call=call)) == "Hello Ben."


def test_a_prompt_is_said_in_the_tone_that_is_tried() -> None:
    warm = replace(SOMEBODY, manner=Manner(tone=Tone.WARM))

    assert said(HELLO) == "Hello Sarah."
    assert said(HELLO, warm).startswith("Good ")


def test_a_prompt_is_said_to_the_caller_that_is_tried_with_what_it_lacks_marked() -> None:
    path = ("stages", 1, "prompts", 0)
    boss = replace(SOMEBODY, manner=Manner(audience=Audience.EXECUTIVE))

    assert said(path, text=FOR_TWO) == "Bye."
    assert said(path, boss, FOR_TWO) == "‹your team›, Sarah: bye."


def test_title_and_cues_are_those_of_the_call() -> None:
    nodes = nodes_of(Reading().record(FLOW, tomllib.loads(SOUND), ()))
    saying = SOMEBODY.saying(node_at(nodes, (*HELLO, "say", 1)))

    assert saying is not None
    assert (saying.title, saying.cues) == ("Greet", ("name",))


def test_what_is_no_wording_is_shown_as_it_is_written() -> None:
    broken = SOUND.replace("Hello {caller|there}.", "Hello {caller")

    assert said((*HELLO, "say", 0), text=broken) == "Hello {caller"


def test_a_term_is_what_it_means_with_what_it_is_like() -> None:
    values = {"id": "vpn", "title": "VPN", "meaning": "A tunnel.", "analogy": "Like a tube."}
    (node,) = nodes_of(Reading().record(TERM, values, ()))
    saying = SOMEBODY.saying(node)

    assert saying is not None
    assert (saying.line.text, saying.title, saying.cues) == ("A tunnel.", "VPN", ("Like a tube.",))
