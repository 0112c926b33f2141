"""One caller, however the number was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.call import Caller
from companion.storage.caller_key import caller_key
from tests.storage.calls import any_text


def key(number: str = "", name: str = "", company: str = "", region: str = "GB") -> str | None:
    return caller_key(Caller(name, number, company), region)


@pytest.mark.parametrize(
    "number",
    [
        "020 7946 0018",
        "+44 20 7946 0018",
        "0044 20 79460018",
        "+44 (0)20-7946-0018",
        "tel:02079460018",
    ],
)
def test_one_line_is_one_caller(number: str) -> None:
    assert key(number) == "+442079460018"


def test_a_number_means_what_it_means_where_the_agent_is() -> None:
    assert key("030 123456", region="DE") != key("030 123456", region="GB")


def test_without_a_region_a_national_number_counts_by_its_digits() -> None:
    assert key("020-7946 0018", region="") == key("020 79460018", region="") == "digits:02079460018"


def test_two_extensions_of_one_line_are_two_callers() -> None:
    assert key("020 7946 0018 ext. 12") != key("020 7946 0018 ext. 13")


def test_an_extension_within_the_house_is_a_caller() -> None:
    assert key("4711") == key("47-11") == "digits:4711"


def test_the_number_counts_before_the_name() -> None:
    assert key("4711", "Sarah") == key("4711", "Tom")


def test_without_a_number_name_and_company_count() -> None:
    assert key(name=" Sarah  OKAFOR", company="contoso") == key(
        name="sarah okafor", company="Contoso"
    )
    assert key(name="Sarah", company="Contoso") != key(name="Sarah", company="Fabrikam")


@pytest.mark.parametrize("number", ["", " ", "+4", "n/a", "withheld"])
def test_nobody_is_nobody(number: str) -> None:
    assert key(number, company="Contoso") is None


@given(
    any_text | st.text("0123456789+-() ext;#", max_size=60), any_text, st.sampled_from(["", "GB"])
)
def test_nothing_that_is_typed_is_an_error(number: str, name: str, region: str) -> None:
    key(number, name, region=region)
