"""Values as JSON text that any terminal, file and reader can take."""

from __future__ import annotations

import json
import re

# Halves of surrogate pairs cannot be encoded, C1 controls act on some terminals, and some
# readers take U+2028 and U+2029 for the end of a line.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_text(value: object, indent: int | None = None) -> str:
    """`value` as JSON without a final newline; on one line unless `indent` is given."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
