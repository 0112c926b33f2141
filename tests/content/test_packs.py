"""Packs: what the desk shares, and whatever else a file of that name may hold."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.content.packs import LARGEST_PACK, MOST_FILES
from companion.content.shelf import ContentShelf
from companion.content.toml_file import LARGEST
from companion.domain.errors import UserError
from tests.content.shipped import RESOURCES, SOUND

BOMB = "[" * 50_000
LITTLE = 64 * 1024 * 1024
"""Bytes; what the bomb unpacks to is three times that."""
AT_ONCE_S = 3.0
"""Far more than any refusal takes, far less than a bomb would."""


def shelf(folder: Path) -> ContentShelf:
    return ContentShelf(RESOURCES, folder)


def desk_with(folder: Path, flow: str = SOUND) -> Path:
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "printer.toml").write_text(flow, "utf-8")
    return folder


def pack_of(file: Path, contents: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in contents.items():
            pack.writestr(name, text)
    return file


def everything_in(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_comes_out_at_another_desk_byte_for_byte(tmp_path: Path) -> None:
    ours, theirs = desk_with(tmp_path / "ours", f"# By hand.\r\n{SOUND}"), tmp_path / "theirs"
    (ours / "settings.toml").write_text('agent = "Alex"\n', "utf-8")
    pack = tmp_path / "team.zip"

    assert shelf(ours).export(pack) == 1
    assert [str(item) for item in shelf(theirs).take_in(pack, replace=False)] == [
        "flows/printer.toml"
    ]
    assert everything_in(theirs / "flows") == everything_in(ours / "flows")
    assert set(everything_in(theirs)) == {"flows/printer.toml"}


def test_the_same_content_is_the_same_pack(tmp_path: Path) -> None:
    ours = desk_with(tmp_path / "ours")
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    shelf(ours).export(one)
    shelf(ours).export(other)

    assert one.read_bytes() == other.read_bytes()


def test_a_desk_without_content_of_its_own_has_nothing_to_share(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing of your own"):
        shelf(tmp_path).export(tmp_path / "team.zip")


@pytest.mark.parametrize(
    ("name", "text"), [("My flow.toml", SOUND), ("broken.toml", "title = "), ("aux.toml", SOUND)]
)
def test_what_nobody_could_take_in_is_not_written(tmp_path: Path, name: str, text: str) -> None:
    ours, pack = desk_with(tmp_path / "ours"), tmp_path / "team.zip"
    (ours / "flows" / name).write_text(text, "utf-8")

    with pytest.raises(UserError, match=name):
        shelf(ours).export(pack)
    assert not pack.exists()


def test_what_would_be_replaced_is_told_before_anything_is_written(tmp_path: Path) -> None:
    ours = desk_with(tmp_path / "ours")
    contents = {"flows/printer.toml": SOUND.replace("Printer", "Plotter"), "flows/new.toml": SOUND}
    pack = pack_of(tmp_path / "team.zip", contents)

    surveyed = {str(item): item.replaces for item in shelf(ours).survey(pack)}
    assert surveyed == {"flows/printer.toml": True, "flows/new.toml": False}
    before = everything_in(ours)
    with pytest.raises(UserError, match=r"would replace flows/printer\.toml"):
        shelf(ours).take_in(pack, replace=False)
    assert everything_in(ours) == before

    shelf(ours).take_in(pack, replace=True)
    assert "Plotter" in (ours / "flows" / "printer.toml").read_text("utf-8")


def test_what_is_the_same_already_replaces_nothing(tmp_path: Path) -> None:
    ours = desk_with(tmp_path / "ours")
    pack = tmp_path / "team.zip"
    shelf(ours).export(pack)

    assert [item.is_same for item in shelf(ours).take_in(pack, replace=False)] == [True]


def test_one_faulty_file_keeps_the_whole_pack_out(tmp_path: Path) -> None:
    contents = {"flows/printer.toml": SOUND, "flows/broken.toml": SOUND.replace("Hello", "{hello")}
    pack = pack_of(tmp_path / "team.zip", contents)

    with pytest.raises(UserError, match=r"broken\.toml"):
        shelf(tmp_path / "ours").take_in(pack, replace=True)
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(
    "name",
    [
        *("../flows/printer.toml", "flows/../../printer.toml", "/flows/printer.toml"),
        *("C:/flows/printer.toml", "flows\\printer.toml", "flows/sub/printer.toml"),
        *("flows/.hidden.toml", "flows/printer.py", "flows/printer.toml/x", "settings.toml"),
        *("calls.db", "alphabets/icao.toml", "flows/con.toml", "flows/LPT1.x.toml"),
        *("flows/printer.toml\n", "flows/\u202etoml.toml", f"flows/{'x' * 300}.toml"),
    ],
)
def test_a_name_that_is_no_content_is_refused(tmp_path: Path, name: str) -> None:
    pack = pack_of(tmp_path / "team.zip", {"flows/printer.toml": SOUND, name: SOUND})

    with pytest.raises(UserError) as refused:
        shelf(tmp_path / "ours").take_in(pack, replace=True)
    assert str(refused.value).isprintable()
    assert set(everything_in(tmp_path)) == {"team.zip"}


@pytest.mark.parametrize(
    "contents",
    [
        {"flows/printer.toml": b"x = 1\n" * (LARGEST // 6 + 1)},
        {"flows/printer.toml": f"x = {BOMB}"},
        {"flows/printer.toml": "[" + ".".join("a" * 10_000) + "]"},
        {f"flows/f{number}.toml": SOUND for number in range(MOST_FILES + 1)},
        {"flows/printer.toml": b"\0" * 200_000_000},
    ],
    ids=["too large", "nested", "dotted", "too many", "a zip bomb"],
)
def test_too_much_is_refused_at_once(tmp_path: Path, contents: dict[str, str | bytes]) -> None:
    pack = pack_of(tmp_path / "team.zip", contents)
    tracemalloc.start()
    begun = time.perf_counter()

    with pytest.raises(UserError):
        shelf(tmp_path / "ours").survey(pack)
    taken, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < AT_ONCE_S
    assert peak < LITTLE


def test_a_size_that_is_a_lie_changes_nothing(tmp_path: Path) -> None:
    pack = pack_of(tmp_path / "team.zip", {"flows/printer.toml": b" " * 5_000_000})
    source = pack.read_bytes()
    pack.write_bytes(source.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 5)))

    with pytest.raises(UserError):
        shelf(tmp_path / "ours").survey(pack)


def test_a_pack_of_many_megabytes_is_not_even_read(tmp_path: Path) -> None:
    pack = tmp_path / "team.zip"
    with pack.open("wb") as stream:
        stream.truncate(LARGEST_PACK * 1000)

    with pytest.raises(UserError, match="larger than"):
        shelf(tmp_path / "ours").survey(pack)


def test_two_files_that_are_one_on_windows_are_refused(tmp_path: Path) -> None:
    contents = {"flows/printer.toml": SOUND, "flows/Printer.toml": SOUND}

    with pytest.raises(UserError, match="twice"):
        shelf(tmp_path / "ours").survey(pack_of(tmp_path / "team.zip", contents))


def test_what_a_mac_leaves_in_a_zip_file_is_passed_over(tmp_path: Path) -> None:
    contents = {"flows/": "", "flows/printer.toml": SOUND, "__MACOSX/flows/._printer.toml": "\0"}
    pack = pack_of(tmp_path / "team.zip", contents)

    assert [item.name for item in shelf(tmp_path / "ours").survey(pack)] == ["printer.toml"]


def test_a_link_in_a_pack_is_a_text_and_no_link(tmp_path: Path) -> None:
    pack = tmp_path / "team.zip"
    link = zipfile.ZipInfo("flows/printer.toml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(pack, "w") as stream:
        stream.writestr(link, "/etc/passwd")

    with pytest.raises(UserError):
        shelf(tmp_path / "ours").take_in(pack, replace=True)


@pytest.mark.parametrize("name", ["", "no such file.zip", "\0"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="is not a pack"):
        shelf(tmp_path).survey(tmp_path / name)


def _sound_pack() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        pack.writestr("flows/printer.toml", SOUND)
    return stream.getvalue()


PACK = _sound_pack()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_an_answer_and_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    source = bytearray(PACK)
    for _ in range(data.draw(st.integers(1, 4))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.getbasetemp()
    pack = folder / "damaged.zip"
    pack.write_bytes(source[: data.draw(st.integers(0, len(source)))])
    try:
        found = shelf(folder / "nobody").survey(pack)
    except UserError:
        return
    assert [item.folder for item in found] == ["flows"]
