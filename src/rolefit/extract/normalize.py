"""The characters of a text, made such that words are whole and lines end in one way."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x200E), 0x2060, 0xFEFF])

_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")

# All that NFKC does is too much: it makes 10² of 10 squared another number.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

_HYPHENS = dict.fromkeys([0x2010, 0x2011], "-")

_CHANGES = {**_INVISIBLE, **_BLANKS, **_HYPHENS, **_LIGATURES}

_CHANGED = re.compile(f"[{''.join(map(chr, _CHANGES))}]")

_BLANK_LINES = re.compile(r"\n\n\n+")


def normalize(text: str) -> str:
    r"""The text with line ends as \n, spaces and hyphens as on a keyboard, and ligatures as letters.

    What nobody sees, such as soft hyphens, is gone, and so are blanks at line ends and all but one of some blank lines.
    """
    # To translate the few that there are takes less time than to look up every character.
    text = _CHANGED.sub(lambda found: found[0].translate(_CHANGES), text)
    lines = [line.rstrip(" \t") for line in text.splitlines()]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
