"""Settings from the environment: defaults, and nonsense that is refused by name."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhipcau import env


@pytest.fixture(autouse=True)
def own_register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings that a test makes up do not stay."""
    monkeypatch.setattr(env, "REGISTER", {})
    yield


def test_gives_the_default_and_remembers_the_setting(monkeypatch):
    monkeypatch.delenv("THU", raising=False)

    assert env.text("THU", "mặc định", "A try.") == "mặc định"
    assert env.REGISTER["THU"] == env.Setting("THU", "mặc định", "A try.")


def test_the_environment_goes_before_the_default(monkeypatch):
    monkeypatch.setenv("THU", "khác")

    assert env.text("THU", "mặc định", "A try.") == "khác"


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("0", False)])
def test_a_flag_is_on_or_off(monkeypatch, value, is_on):
    monkeypatch.setenv("THU", value)

    assert env.flag("THU", not is_on, "A try.") is is_on


@pytest.mark.parametrize("value", ["", "yes", "true", "True", "2", "-1", " 1", "on", "có"])
def test_a_flag_is_nothing_else(monkeypatch, value):
    monkeypatch.setenv("THU", value)

    with pytest.raises(env.BadSetting, match="THU"):
        env.flag("THU", True, "A try.")


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("50", 50), ("007", 7)])
def test_a_number_is_whole(monkeypatch, value, number):
    monkeypatch.setenv("THU", value)

    assert env.number("THU", 3, "A try.", least=1) == number


@pytest.mark.parametrize("value", ["", "0", "-1", "1.5", "1,5", "năm", " 5", "1e3", "²"])
def test_a_number_is_refused_below_its_least_and_otherwise(monkeypatch, value):
    monkeypatch.setenv("THU", value)

    with pytest.raises(env.BadSetting, match="THU must be a whole number"):
        env.number("THU", 3, "A try.", least=1)


@pytest.mark.parametrize(
    ("value", "names"),
    [("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("", []), (",", []), ("a,,b", ["a", "b"])],
)
def test_names_are_parted_by_commas(monkeypatch, value, names):
    monkeypatch.setenv("THU", value)

    assert env.names("THU", "x", "A try.") == names


def test_a_folder_is_absolute_and_need_not_exist(monkeypatch, tmp_path):
    monkeypatch.setenv("THU", str(tmp_path / "a" / ".." / "chưa có"))

    assert env.folder("THU", Path("."), "A try.") == tmp_path.resolve() / "chưa có"


def test_a_secret_is_made_once_and_readable_by_us_only(monkeypatch, tmp_path):
    monkeypatch.delenv("THU", raising=False)
    kept = tmp_path / "sâu" / "secret"
    made = iter(["bi-mat-1", "bi-mat-2"])

    first = env.secret("THU", kept, lambda: next(made), "A try.")
    second = env.secret("THU", kept, lambda: next(made), "A try.")

    assert first == second == "bi-mat-1"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert env.REGISTER["THU"].default == "", "a secret is never shown as a default"


def test_a_secret_of_the_environment_leaves_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("THU", "tu-moi-truong")

    assert env.secret("THU", tmp_path / "secret", lambda: "khác", "A try.") == "tu-moi-truong"
    assert not (tmp_path / "secret").exists()


def test_a_faster_process_wins(monkeypatch, tmp_path):
    monkeypatch.delenv("THU", raising=False)
    kept = tmp_path / "secret"

    def make() -> str:
        return "mine"

    def create_behind_our_back(*arguments: object) -> int:
        kept.write_text("theirs", "ascii")
        raise FileExistsError

    monkeypatch.setattr(env.os, "open", create_behind_our_back)

    assert env.secret("THU", kept, make, "A try.") == "theirs"
