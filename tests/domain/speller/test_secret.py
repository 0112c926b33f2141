"""A password is told from what merely looks odd."""

from __future__ import annotations

import pytest

from companion.domain.speller.secret import looks_like_password


@pytest.mark.parametrize(
    "text",
    ["P@ssw0rd!", "xK9#mQ2$vL", "Tr0ub4dor&3", "aB3$eF", "Summer2026!", "9f!Kd_22", "Zx-81-Qw!"],
)
def test_a_password_is_hidden(text: str) -> None:
    assert looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://vpn.Contoso.com/a?b=1",
        "Sarah.Okafor@contoso.com",
        "C:\\Users\\Sarah1\\file.txt",
        "\\\\Server01\\Share$",
        "/opt/App_2/bin",
        "192.168.10.254",
        "fe80::1ff:fe23:4567:890a",
        "00:1A:2B:3C:4D:5E",
        "550e8400-E29B-41d4-a716-446655440000",
        "AB12C-DE34F-GH56J-KL78M-NP90Q",
        "vpn2.Contoso.example",
        "+44 20 7946 0018",
        "Okafor",
        "two words 1A!",
        "aB1-",
        "",
        "SN12345678",
    ],
)
def test_what_is_no_password_is_shown(text: str) -> None:
    assert not looks_like_password(text)


def test_a_hostile_text_is_judged_at_once() -> None:
    assert not looks_like_password("a." * 50_000 + "!")
