"""Whatever is in a file: an answer, soon, and never a traceback."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion.content.alphabet_file import parse_alphabet
from companion.content.faults import FaultyFile
from companion.content.flows import parse_flow
from companion.content.lines import find_lines
from tests.content.shipped import FLOW_FILES, PRACTICES, RESOURCES, SOUND

FULL = 500_000
"""Characters in a file that is nearly as large as one may be."""
SHIPPED = [file.read_bytes() for file in FLOW_FILES]
SNIPPETS = st.sampled_from(
    [
        *"[]{}\"'\\\n=.#,\0é\ud7ff",
        *('"""', "true", "1e999", "nan", "-1", "{caller", "2024-02-30", 'id = "x"\n'),
        *("[[stages]]\n", "[[stages.prompts]]\n", "[stages]\n", 'to = "x"\n', "detour = true\n"),
    ]
)
VALUES = st.sampled_from(
    [
        *("1", "1.5", "true", "nan", "1979-05-27", "07:32:00", '""', '"x"', '"greet"'),
        *("[]", "[1]", "[[]]", "[{}]", '["x"]', '["{caller}"]', '[{text="x"}]', "{}", '{id="x"}'),
    ]
)


def answer(source: bytes) -> bool:
    """Whether the file is a flow; anything but a flow or faults is raised."""
    try:
        parse_flow(source, "any.toml", PRACTICES)
    except FaultyFile as error:
        return not [str(fault) for fault in error.faults]
    return True


@pytest.mark.parametrize(
    "source",
    [
        "a" + ".a" * 200_000 + "=1",
        '"a"' + '."a"' * 100_000 + "=1",
        "[" + "a." * 200_000 + "a]",
        "a={" + "a." * 200_000 + "a=1}",
        "[" * FULL,
        "a=" + "[" * FULL,
        "a=" + "{a=" * 100_000,
        "a=" + "9" * FULL,
        "a=" + "1_" * (FULL // 2),
        "a=" + " " * FULL,
        "a=[\n" + " \n" * (FULL // 2),
        '\\"""\n' * (FULL // 5),
        '"' + '\\"' * (FULL // 2),
        "'''\n" * (FULL // 4),
        'a="""' + "\\\n" * (FULL // 2),
        "a.a.a.a.a.a.a.a.a" + ".a" * 10 + "=1\n",
        "[a.b.c.d.e.f.g.h]\n" * (FULL // 20),
        "title=1\nsay=[\n" + "x" * FULL,
        "[" + " " * FULL + "x\n",
    ],
    ids=range(19),
)
def test_refuses_in_well_under_a_second(source: str) -> None:
    start = time.process_time()

    assert not answer(source.encode())
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "source",
    [
        "".join(f"k{number}=1\n" for number in range(40_000)),
        "".join(f"a.b.c.d.e.f.g.h.i{number}=1\n" for number in range(20_000)),
        "".join(f"[a.b.c.d.e.f.g.h.i{number}]\n" for number in range(18_000)),
        "[[stages]]\n[[stages.prompts]]\nx=1\n" * 13_000,
        "[[stages]]\nprompts=[" + "{x=1}," * 70_000 + "]\n",
        'title="x"\nstages=[' + "1," * 200_000 + "]\n",
        f'title="x"\n[[stages]]\nid="{"x" * FULL}"\n',
        f'title="{"{" * FULL}"\n',
        SOUND.replace("Bye.", "{nobody}" * (FULL // 10)),
        SOUND.replace('["Bye."]', "[" + '"{x}",' * (FULL // 8) + "]"),
    ],
    ids=range(10),
)
def test_largest_files_are_answered_within_seconds(source: str) -> None:
    start = time.process_time()

    assert not answer(source.encode())
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "source",
    [
        '\\"""\n' * (FULL // 5),
        "\\'''\n" * (FULL // 5),
        '\\"' * (FULL // 2),
        '"""' + "\\" * FULL,
        '"""' * (FULL // 3),
        "'" * FULL,
        "#'\"" * (FULL // 3),
        "x = [\n" + '"" ' * (FULL // 3),
        "a" * FULL,
        " " * FULL,
        'x = [\n"a"' + " " * FULL + "?",
    ],
    ids=range(11),
)
def test_finds_lines_in_linear_time(source: str) -> None:
    start = time.process_time()
    find_lines(source)

    assert time.process_time() - start < 0.5


@given(st.binary(max_size=400))
@example(b"\xff")
@example(b"")
def test_answers_any_bytes(source: bytes) -> None:
    answer(source)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_answers_any_wording(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
    answer(SOUND.replace("Bye.", quoted).encode())


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SHIPPED), st.data())
def test_answers_a_shipped_file_that_was_damaged(source: bytes, data: st.DataObject) -> None:
    text = source.decode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(SNIPPETS) + text[at + cut :]

    answer(text.encode())


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0), st.data())
def test_answers_values_of_any_kind(seed: int, data: st.DataObject) -> None:
    lines = SOUND.split("\n")
    for index, line in enumerate(lines):
        if " = " in line and not line.startswith(" ") and data.draw(st.integers(0, 4)) == 0:
            lines[index] = f"{line.split(' = ')[0]} = {data.draw(VALUES)}"

    answer("\n".join(lines).encode())


@settings(deadline=None)
@given(st.integers(0, 2000), st.text(st.characters(codec="utf-8"), max_size=8))
def test_answers_a_damaged_alphabet(at: int, text: str) -> None:
    source = (RESOURCES / "alphabets" / "icao.toml").read_text("utf-8")

    with suppress(FaultyFile):
        parse_alphabet((source[:at] + text + source[at:]).encode(), "any.toml")
