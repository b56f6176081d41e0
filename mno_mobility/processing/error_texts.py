"""Errors about the user's data in the user's language.

The science, which knows no QGIS, says them in English with their values in place. ``i18n/errors.txt`` has the texts that hold values, with
{} for each: the one that fits is translated, and gets the values back.
"""

import re
from functools import cache

from ..errors import InputError
from ..paths import shipped


def told(error: InputError, tr) -> str:
    """What an error says, each of its parts translated by `tr`."""
    return str(InputError(*(in_words(part, tr) for part in (error.what, error.where, error.remedy))))


def in_words(text: str, tr) -> str:
    """A part of an error in the user's language; as it is where no translation fits."""
    whole = tr(text)
    if whole != text:
        return whole
    for pattern, form in _forms():
        found = form.fullmatch(text)
        if found and tr(pattern) != pattern:
            return tr(pattern).format(*found.groups())
    return text


@cache
def _forms() -> list:
    """Each text with values and the expression that finds them, the most telling one first."""
    path = shipped("i18n", "errors.txt")
    texts = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [(text, re.compile("(.*?)".join(re.escape(piece.format()) for piece in text.split("{}")), re.DOTALL))
            for text in sorted(texts, key=lambda text: len(text.replace("{}", "")), reverse=True)]
