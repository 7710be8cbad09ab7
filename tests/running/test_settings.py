"""Settings from the environment."""

import pytest

from newsledger.settings import Limits, Settings, SettingsError


def test_the_environment_is_typed():
    settings = Settings.from_environment({"NEWSLEDGER_WORKERS": "4", "NEWSLEDGER_MODEL": "en_core_web_md", "HOME": "x"})
    assert (settings.workers, settings.model, settings.ledger) == (4, "en_core_web_md", "news.db")


@pytest.mark.parametrize("value", ["", "two", "0", "-1", "1.5"])
def test_a_setting_that_makes_no_sense_is_refused_in_words(value):
    with pytest.raises(SettingsError, match="NEWSLEDGER_WORKERS"):
        Settings.from_environment({"NEWSLEDGER_WORKERS": value})


def test_limits_are_set_in_the_environment_too():
    assert Limits.from_environment({"NEWSLEDGER_LIMIT_HTML_DEPTH": "9"}).html_depth == 9
    with pytest.raises(SettingsError, match="NEWSLEDGER_LIMIT_HTML_DEPTH"):
        Limits.from_environment({"NEWSLEDGER_LIMIT_HTML_DEPTH": "none"})
