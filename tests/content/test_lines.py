"""Lines are found in the standard layout; elsewhere the nearest line above is given."""

from __future__ import annotations

import pytest

from companion.content.lines import KeyPath, find_lines, masked, nearest_line

SOURCE = '''\
title = "# not a comment"  # a comment with "quotes" and [[brackets]]

[[stages]]
id = """
[[stages]]
id = "inside a text"
"""
say = [ # wordings
  "one",

  # between
  { text = "two, [[x]]" },
  """three
  four = "x"
  """,
  "five" ]
after = ["a",
  "b"]

[[stages]]
"quoted key" = 'x'
  [[stages.prompts]]
  id = 1
[[stages.prompts]]
  id = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("stages", 0), 3),
        (("stages", 0, "id"), 4),
        (("stages", 0, "say"), 8),
        (("stages", 0, "say", 0), 9),
        (("stages", 0, "say", 1), 12),
        (("stages", 0, "say", 2), 13),
        (("stages", 0, "say", 3), 16),
        (("stages", 0, "after"), 17),
        (("stages", 0, "after", 1), 17),
        (("stages", 1), 20),
        (("stages", 1, "quoted key"), 21),
        (("stages", 1, "prompts", 0, "id"), 23),
        (("stages", 1, "prompts", 1, "id"), 25),
        (("stages", 1, "missing"), 20),
        (("nowhere",), 1),
    ],
)
def test_finds_the_line(path: KeyPath, line: int) -> None:
    assert nearest_line(find_lines(SOURCE), path) == line


def test_masking_keeps_every_line_and_column() -> None:
    lines = zip(SOURCE.split("\n"), masked(SOURCE).split("\n"), strict=True)

    assert all(len(plain) == len(mask) for plain, mask in lines)
