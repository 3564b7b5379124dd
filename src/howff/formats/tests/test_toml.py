"""TOML of strangers is read, or refused at once."""

import pytest

from howff.formats.toml import TomlError, read_toml


def test_what_people_write_is_read() -> None:
    assert read_toml('[a.b]\nc = "One. Two."\n') == {"a": {"b": {"c": "One. Two."}}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = ", "This is not TOML: "),
        ("a=" + "[" * 200_000, "This is not TOML that can be read: it is nested too deeply"),
        ("\n" + ".".join("a" * 302) + "=1", "Line 2 has more than 300 dots"),
        (" [" + ".".join("a" * 32) + "]\nb=1", "Line 1 has more than 30 dots"),
    ],
)
def test_what_would_take_too_long_is_refused(text: str, told: str) -> None:
    with pytest.raises(TomlError, match=f"^{told}"):
        read_toml(text)
