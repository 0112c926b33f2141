import pytest

import bench


def test_ratio_of_the_medians_decides(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.compare("start", "ms", [100, 190, 900], [100, 100, 100])
    assert not bench.compare("start", "ms", [100, 210, 220], [100, 100, 100])

    assert "ratio of the medians 2.10, limit 2.0: TOO MUCH" in capsys.readouterr().out


def test_what_has_no_limit_is_only_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.compare("typing", "ms", [9.0], [1.0])

    assert "limit" not in capsys.readouterr().out


def test_window_of_one_colour_is_not_painted() -> None:
    colours = b"".join(bytes((n, 0, 0, 0)) * 7 for n in range(9))

    assert not bench.is_painted(bytes(4000))
    assert bench.is_painted(colours)
