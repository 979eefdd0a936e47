"""Every string that a user can read has a Chinese form; one test per app (`-k customers`)."""

from pathlib import Path

import pytest

from gendan.messages_compile import compile_stale
from tests.language import Message, ambiguous, folders, garbled, messages_in, not_english, untranslated

ENTRY = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Customer"
msgstr "客户"
"""


def listed(messages: list[Message]) -> str:
    return "\n\n".join(m.as_po() for m in messages)


@pytest.mark.parametrize("app", sorted(folders()))
def test_every_string_is_translated(app: str) -> None:
    missing = untranslated(app)
    assert not missing, f"{len(missing)} strings of {app} have no Chinese; add:\n\n{listed(missing)}"


@pytest.mark.parametrize("app", sorted(folders()))
def test_translations_use_the_placeholders_of_the_original(app: str) -> None:
    wrong = garbled(app)
    assert not wrong, f"the Chinese of these names other placeholders:\n\n{listed(wrong)}"


@pytest.mark.parametrize("app", sorted(folders()))
def test_strings_are_marked_in_english(app: str) -> None:
    wrong = not_english(app)
    assert not wrong, f"these msgids should be English:\n\n{listed(wrong)}"


def test_the_same_words_have_one_translation() -> None:
    found = [f"{context} {words}: {' / '.join(sorted(strings))}" for (context, words), strings in ambiguous().items()]
    assert not found, "catalogues are one at run time; give a context to words of two meanings:\n" + "\n".join(found)


def test_a_catalogue_is_compiled_once(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(ENTRY)
    assert compile_stale(tmp_path) == [folder / "django.po"]
    assert (folder / "django.mo").exists()
    assert compile_stale(tmp_path) == []


def test_strings_are_found_in_code_and_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.language.GENDAN", tmp_path / "gendan")
    code, page = tmp_path / "a.py", tmp_path / "a.html"
    code.write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext as many, pgettext as p\n"
        "a = _('One')\nb = many('%(n)s day', '%(n)s days', 2)\nc = p('verb', 'Open')\n"
    )
    page.write_text(
        '  <b title="{% translate "Two" %}">it\'s {{ x|default:_("Three") }}</b>\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} row\n{% plural %}\n  {{ n }} rows\n{% endblocktranslate %}"
    )
    assert [(m.context, m.singular, m.plural) for m in messages_in(code)] == [
        ("", "One", ""),
        ("", "%(n)s day", "%(n)s days"),
        ("verb", "Open", ""),
    ]
    assert [(m.singular, m.plural) for m in messages_in(page)] == [
        ("Two", ""),
        ("Three", ""),
        ("%(n)s row", "%(n)s rows"),
    ]
