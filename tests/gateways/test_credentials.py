"""Credentials come from the environment, or from a file that nobody else can read."""

from pathlib import Path

import pytest

from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.chosen import NAMES, open_gateway
from contacthub_tui.gateways.credentials import NEEDED, credentials_of
from contacthub_tui.wording import sentence

FILE = '[sinch]\nkey = "k"\nsecret = "of-the-file"\n'


def _write(home: Path, text: str, mode: int = 0o600) -> Path:
    path = home / "credentials.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_environment_wins_over_the_file(home: Path) -> None:
    _write(home, FILE)
    found = credentials_of("sinch", {"CONTACTHUB_SINCH_KEY": "of-the-environment"})
    assert found["key"].value == "of-the-environment"
    assert found["secret"].value == "of-the-file"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_can_read_is_not_used(home: Path, mode: int) -> None:
    path = _write(home, FILE, mode)
    with pytest.raises(GatewayError) as caught:
        credentials_of("sinch", {})
    assert f"chmod 600 {path}" in sentence(caught.value)


@pytest.mark.parametrize("text", ["", "[sinch]\nkey = 7\n", "sinch = 1", "[kannel]\nkey = 'k'"])
def test_what_is_missing_is_named(home: Path, text: str) -> None:
    _write(home, text)
    with pytest.raises(GatewayError) as caught:
        credentials_of("sinch", {"CONTACTHUB_SINCH_KEY": "k"})
    assert caught.value.detail["names"] == "CONTACTHUB_SINCH_SECRET"


def test_a_broken_file_is_not_quoted(home: Path) -> None:
    _write(home, '[sinch]\nsecret = "of-the-file')
    with pytest.raises(GatewayError, match="credentials-unreadable") as caught:
        credentials_of("sinch", {})
    assert "of-the-file" not in sentence(caught.value)
    assert caught.value.__suppress_context__


def test_every_gateway_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    for gateway, names in NEEDED.items():
        for name in names:
            monkeypatch.setenv(f"CONTACTHUB_{gateway}_{name}".upper(), "sixteen-letters-long")
    for name in NAMES:
        gateway = open_gateway(name)
        assert gateway.name == name
        assert "sixteen-letters-long" not in repr(vars(gateway))
        gateway.close()
    with pytest.raises(GatewayError, match="gateway-unknown"):
        open_gateway("pigeon")
