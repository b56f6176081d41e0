"""Translations, without Qt's tools, which a fresh machine does not have.

    .ci/translations.py refresh [LANGUAGE]   brings i18n/*.ts, and a new one, up to the texts that the plugin shows, and errors.txt to
                                             those of errors that hold values
    .ci/translations.py compile              writes a .qm beside each, for a working copy that is itself the plugin

Refreshing keeps translations, marks texts that need one as unfinished and those that are shown no more as vanished.
"""

import struct
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.sax.saxutils import escape

from shown import ROOT, error_texts, shown_texts

FOLDER = ROOT / "i18n"
CONTEXT = "@default"
# the file format of Qt's QTranslator (qtranslator.cpp): a magic, then sections of a tag, a length and their data, all big-endian
MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES, LANGUAGE = 0x42, 0x69, 0xA7
END, TRANSLATION, SOURCE, CONTEXT_OF, COMMENT = 1, 3, 6, 7, 8


def main(command: str, *more: str) -> None:
    if command == "compile":
        for path in FOLDER.glob("*.ts"):
            path.with_suffix(".qm").write_bytes(compiled(path))
        return
    FOLDER.mkdir(exist_ok=True)
    texts = shown_texts()
    (FOLDER / "errors.txt").write_text("\n".join(error_texts()) + "\n", encoding="utf-8", newline="\n")
    for path in sorted({*FOLDER.glob("*.ts"), *(FOLDER / f"mno_mobility_{language}.ts" for language in more)}):
        told = translated(path) if path.is_file() else {}
        path.write_text(written(path.stem.rpartition("_")[2], texts, told), encoding="utf-8", newline="\n")
        print(f"{path.name}: {len(texts)} texts, {sum(text not in told for text in texts)} to translate, "
              f"{len(told.keys() - texts.keys())} vanished")


def translated(path: Path) -> dict:
    """Text -> translation, of all texts that have one."""
    pairs = ((message.findtext("source"), message.find("translation")) for message in ElementTree.parse(path).iter("message"))
    return {source: told.text for source, told in pairs if told.text and told.get("type") != "unfinished"}


def written(language: str, texts: dict, told: dict) -> str:
    """A .ts file: the texts in the order of the files that have them, then those that vanished."""
    messages = [_message(text, told.get(text, ""), "" if text in told else "unfinished", file) for text, file in texts.items()]
    messages += [_message(text, told[text], "vanished") for text in told if text not in texts]
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{language}" sourcelanguage="en">\n'
            f"<context>\n    <name>{CONTEXT}</name>\n{''.join(messages)}</context>\n</TS>\n")


def _message(text: str, translation: str, kind: str, file: str = "") -> str:
    place = f'        <location filename="../{file}"/>\n' if file else ""
    attribute = f' type="{kind}"' if kind else ""
    return (f"    <message>\n{place}        <source>{escape(text)}</source>\n"
            f"        <translation{attribute}>{escape(translation)}</translation>\n    </message>\n")


def compiled(path: Path) -> bytes:
    """The .qm of a .ts file."""
    messages, places = b"", []
    for text, translation in sorted(translated(path).items()):
        source = text.encode("utf-8")
        places.append((_hash(source), len(messages)))
        messages += (_field(TRANSLATION, translation.encode("utf-16-be")) + _field(COMMENT, b"") + _field(SOURCE, source)
                     + _field(CONTEXT_OF, CONTEXT.encode("ascii")) + bytes([END]))
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    language = ElementTree.parse(path).getroot().get("language").encode("ascii")
    return MAGIC + _field(LANGUAGE, language) + _field(HASHES, hashes) + _field(MESSAGES, messages)


def _field(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _hash(text: bytes) -> int:
    """The hash of the ELF format, as QTranslator looks texts up by; never 0."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1


if __name__ == "__main__":
    main(*sys.argv[1:])
