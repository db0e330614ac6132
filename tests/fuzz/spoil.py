"""Spoiling inputs: plain data, texts and bytes, each in ways that have broken readers before."""

import copy
import gzip
import json
import math
from collections.abc import Sequence
from random import Random
from typing import Any

import yaml

WORDS = (
    *("", " ", "x", "-", "=", "~", "null", "yes", "no", "none", "none of these", "[]", "NaN", "inf", "1e999"),
    *("2026-01-31", "0x10", "1_000", "12:30:45", "<<", "'", '"', "`", "\\", "%s", "{0}", "$(id)"),
    *("=1+1", "://", "../..", "/dev/null"),
    *("*a", "&a", "!x", "!!python/object:os.system", "[bold]x[/bold]", "[/]", "[link=x]", "<script>", "]]>", "-->"),
    *("\x00", "\t", "\n", "a\nb", "\r", "\x1b[2J", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\u2028"),
    *("\ufeff", "\ud800", "\uffff"),
    *("é", "ß", "İ", "ﬁ", "e\u0301" * 50, "職務", "👩‍💻", "x" * 300, "x " * 2000, "W" * 20_000),
)  # fmt: skip
"""Words that some reader, screen or format takes for more than words."""

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 3, 0.5, -0.0, 1e308, 5e-324, 10**25, 2**63, math.nan, math.inf, -math.inf),
    *([], {}, [[]], [None], [1], {"a": 1}, {"id": "x"}, [{}]),
)
"""Values that stand where others are expected."""

SNIPPETS = (
    *WORDS,
    *(
        "[" * 200,
        "{a: " * 60,
        "- " * 100,
        "a: &a [*a, *a]\n",
        "b: &b [x, x]\nc: [*b, *b]\n",
        "? [a, b]\n: x\n",
        "---\n",
    ),
    *("...\n", "%YAML 9.9\n", "|\n  x\n", ">\n", "<<: {a: 1}\n", "!!binary x", "!!timestamp 2026", "9" * 5000, "1e400"),
    *("#", "# x\n", ": ", "\t- x", "\\ud800", "\\u0000", "},{", "\n\n", "\r\n", ",,,,", '"', '""', ";", "sep=;\n", "|"),
    *("<p>", "</p>", "<" * 100, "<!--", "<![CDATA[", "&amp;" * 20, "&#0;", "&#xD800;", "&#1114112;", "<table><tr><td>"),
    *("```", "[x](y", "![x](", "> " * 100, "* " * 100, "| a | b |\n|---|---|\n", "**" * 50, "_" * 100, "<div>" * 300),
)
"""What is put into a text."""


def spoilt(data: Any, rng: Random, times: int, words: Sequence[Any] = ()) -> Any:
    """A copy of plain data with so many of its values replaced, moved, renamed, repeated or gone."""
    data = copy.deepcopy(data)
    for _ in range(times):
        places = [*_places(data)]
        if not places:
            return rng.choice(VALUES)
        _spoil(*rng.choice(places), rng.choice(places), rng, words or WORDS)
    return data


def _spoil(holder: Any, key: Any, other: tuple[Any, Any], rng: Random, words: Sequence[Any]) -> None:
    """Spoil one place; `other` is another."""
    match rng.randrange(10):
        case 0 | 1:
            holder[key] = copy.deepcopy(rng.choice(VALUES))
        case 2 | 3 | 4:
            holder[key] = rng.choice(rng.choice((words, words, WORDS)))
        case 5:
            del holder[key]
        case 6:
            holder[key] = copy.deepcopy(other[0][other[1]])
        case 7 if isinstance(holder, dict):
            holder[str(rng.choice((*WORDS, *words)))] = holder.pop(key)
        case 7 | 8 if isinstance(holder, list):
            holder.extend(copy.deepcopy(holder[key]) for _ in range(rng.choice((1, 3, 50))))
        case 8:
            holder[rng.choice(WORDS)] = copy.deepcopy(other[0][other[1]])
        case _:
            for _ in range(rng.choice((1, 1, 2, 5, 60))):
                holder[key] = rng.choice(([holder[key]], {str(key): holder[key]}))


def _places(data: Any) -> list[tuple[Any, Any]]:
    found, waiting = [], [data]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


class _Plain(yaml.SafeDumper):
    """Writes no aliases of its own accord."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def as_yaml(data: Any, rng: Random) -> str:
    """Data as YAML in one of its styles."""
    return yaml.dump(
        data,
        Dumper=_Plain,
        sort_keys=False,
        allow_unicode=rng.random() < 0.5,
        default_flow_style=rng.choice((None, True, False)),
        default_style=rng.choice((None, None, None, '"', "'", "|", ">")) if isinstance(data, str) else None,
        width=rng.choice((20, 80, 10_000)),
    )


def as_json(data: Any, rng: Random, *, line: bool = False) -> str:
    """Data as JSON in one of its styles."""
    return json.dumps(data, ensure_ascii=rng.random() < 0.5, indent=None if line else rng.choice((None, 0, 2)))


def spoilt_text(text: str, rng: Random, times: int, others: Sequence[str] = ()) -> str:
    """A text with so many things put in, left out, repeated, moved or replaced."""
    for _ in range(times):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((1, 1, 2, 5, 20, 200)))
        lines = text.split("\n")
        match rng.randrange(12):
            case 0 | 1 | 2:
                text = text[:start] + rng.choice(SNIPPETS) + text[start:]
            case 3 | 4:
                text = text[:start] + text[end:]
            case 5:
                text = text[:start] + text[start:end] * rng.choice((2, 3, 100)) + text[end:]
            case 6:
                line = rng.randrange(len(lines))
                lines[line:line] = rng.choice((lines[line : line + 1], rng.choices(lines, k=3), [""]))
                text = "\n".join(lines)
            case 7:
                rng.shuffle(lines)
                text = "\n".join(lines)
            case 8:
                text = text.replace("\n", rng.choice(("\r\n", "\r", "\u2028", "\n\n", " ")))
            case 9:
                text = text[:start]
            case 10:
                text = text[:start] + rng.choice((text, *others))[start:]
            case _:
                text = (
                    text.replace(text[start:end], rng.choice(SNIPPETS), rng.choice((1, 3, -1))) if end > start else ""
                )
        text = text[:200_000]
    return text


def spoilt_bytes(data: bytes, rng: Random, times: int) -> bytes:
    """Bytes with so many of them changed, put in or gone."""
    for _ in range(times):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.choice((1, 1, 2, 8, 100)))
        match rng.randrange(4):
            case 0:
                data = (
                    data[:start] + rng.choice((b"\x00", b"\xff", b"\xfe\xff", b"\xc3", rng.randbytes(4))) + data[start:]
                )
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:start] + rng.randbytes(end - start) + data[end:]
            case _:
                data = data[:start]
    return data


def encoded(text: str, rng: Random) -> bytes:
    """A text as bytes: nearly always UTF-8, which may hold half a character."""
    match rng.randrange(60):
        case 0:
            return text.encode("utf-16", "replace")
        case 1:
            return text.encode("latin-1", "replace")
        case 2:
            return b"\xef\xbb\xbf" + text.encode(errors="surrogatepass")
        case 3:
            return spoilt_bytes(gzip.compress(text.encode(errors="replace"), mtime=0), rng, rng.randrange(2))
        case 4:
            return spoilt_bytes(text.encode(errors="surrogatepass"), rng, rng.randrange(1, 4))
        case _:
            return text.encode(errors="surrogatepass" if rng.random() < 0.1 else "replace")
