"""Secrets at rest."""

import pytest

from gendan.spine import vault


def test_what_was_sealed_is_opened_and_is_not_readable_meanwhile():
    sealed = vault.seal("授权码 123")
    assert "授权码" not in sealed
    assert vault.unseal(sealed) == "授权码 123"
    assert vault.seal("") == vault.unseal("") == ""


def test_keys_are_changed_without_losing_secrets(settings):
    settings.VAULT_KEYS = ["old"]
    sealed = vault.seal("x")
    settings.VAULT_KEYS = ["new", "old"]
    again = vault.reseal(sealed)
    settings.VAULT_KEYS = ["new"]
    assert vault.unseal(again) == "x"
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed)
