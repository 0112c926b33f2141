"""What must not leave in a message is found, and what merely looks odd is not."""

from __future__ import annotations

import pytest

from companion.domain.secrets_in_text import secrets_in


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets_in(text)]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("The password is Summer2024.", "Summer2024"),
        ("password: hunter2", "hunter2"),
        ("Set the new password to Tulip-77!", "Tulip-77"),
        ("They typed P@ssw0rd in the wrong field", "P@ssw0rd"),
        ("His PIN is 4711.", "4711"),
        ("The recovery key is 48151623", "48151623"),
        ("Das Passwort ist Winter24", "Winter24"),
        ("Paid with 4111 1111 1111 1111 yesterday", "4111 1111 1111 1111"),
        ("Card 5500-0000-0000-0004.", "5500-0000-0000-0004"),
    ],
)
def test_finds_what_is_secret(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "The password expires on 2024-03-01 at 10:30am.",
        "The password was reset today. Password policy v2.1 applies.",
        "Office365 on an HP-4250n with KB5034441, TLS1.3 and Windows11.",
        "Ring +44 20 7946 0018 or 020 7946 0018, extension 4711.",
        "Ticket INC-0012345, order 4111111111111112.",
        "See https://example.com/a?b=C3 and C:\\Users\\Sarah and 192.168.0.1.",
        "The password is correct, and the PIN is known.",
        "",
    ],
)
def test_leaves_alone_what_is_not(text: str) -> None:
    assert found(text) == []
