"""What a shell is told when somebody presses tab: commands, options, roles, or that a file is wanted.

A shell asks at every tab, so this knows the commands from an index that is made beforehand, and loads neither Typer nor
the models of a catalog: it takes three times as long as a bare Python (`make benchmark`), where Typer's own completion
took 24 times. The variables that say what was typed are those of Typer and Click.
"""

import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

FILES = ":files"
"""What tells a shell to look for files itself."""

INDEX = Path(__file__).with_name("commands.json")
"""All commands with their arguments and options."""

_MAX_BYTES = 10_000_000

_Answer = list[tuple[str, str]]
"""What could be typed, each with a few words on what it is."""


def respond(asked: str, environment: Mapping[str, str]) -> None:
    """Print what could be typed next, one a line; nothing at all where that cannot be known.

    `asked` names the shell, as in complete_bash: other shells show a few words beside each.
    """
    with suppress(Exception):
        described = not asked.endswith("bash")
        lines = [
            f"{value}\t{about}" if described and about else value for value, about in suggest(*_typed(environment))
        ]
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def _typed(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The whole words after the program's name, and the one at the cursor as far as it goes."""
    if "COMP_WORDS" in environment:
        words, at = _split(environment["COMP_WORDS"]), int(environment["COMP_CWORD"])
        return words[1:at], "".join(words[at : at + 1])
    line = environment["_TYPER_COMPLETE_ARGS"]
    words = _split(line)[1:]
    return (words, "") if line.endswith(" ") or not words else (words[:-1], words[-1])


def _split(line: str) -> list[str]:
    """The words of a command line; the last may lack its closing quote."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words = []
    try:
        # One by one: what was found before a quote that stays open is wanted too.
        for word in lexer:
            words.append(word)  # noqa: PERF402
    except ValueError:
        words.append(lexer.token)
    return words


def suggest(words: Sequence[str], begun: str) -> _Answer:
    """What could stand after these words and begins as `begun` does; a single FILES where a file is wanted."""
    commands = json.loads(INDEX.read_bytes())
    name = next((word for word in words if not word.startswith("-")), "")
    if name not in commands:
        return []
    command = commands[name]
    options, arguments, waiting = _given(command["options"], words[words.index(name) + 1 :] if name else words)
    if not waiting and begun.startswith("--") and "=" in begun:
        waiting, _, begun = begun.partition("=")
    if waiting:
        return _values(command["options"].get(waiting, [""])[0], "" if begun == "=" else begun, options, [])
    if begun.startswith("-") and "--" not in words:
        return _beginning(begun, {o: about for o, (_, about) in command["options"].items() if o not in options})
    if not name:
        return _beginning(begun, {each: entry["about"] for each, entry in commands.items() if each})
    kinds = command["arguments"]
    if not kinds or (len(arguments) >= len(kinds) and not command["many"]):
        return []
    return _values(kinds[min(len(arguments), len(kinds) - 1)], begun, options, arguments)


def _given(known: Mapping[str, list[Any]], words: Sequence[str]) -> tuple[dict[str, str], list[str], str]:
    """The options with their values, the arguments, and the option whose value is still missing."""
    options: dict[str, str] = {}
    arguments: list[str] = []
    waiting, ended = "", False
    for word in words:
        if waiting and word == "=":
            continue  # bash makes the sign between an option and its value a word of its own
        if waiting:
            options[waiting], waiting = word, ""
        elif word == "--":
            ended = True
        elif ended or not word.startswith("-") or word == "-":
            arguments.append(word)
        else:
            option, sign, options[option] = word.partition("=")
            waiting = option if known.get(option, [""])[0] and not sign else ""
    return options, arguments, waiting


_ROLE_OR_FILE = ["ROLE", "FILE"]
"""What the index has where either is wanted."""


def _values(kind: str | list[str], begun: str, options: Mapping[str, str], taken: Sequence[str]) -> _Answer:
    if kind == _ROLE_OR_FILE:
        return _values("ROLE", begun, options, taken) or _values("FILE", begun, options, taken)
    if isinstance(kind, list):
        return _beginning(begun, dict.fromkeys(kind, ""))
    if kind == "FILE":
        return [(FILES, "")]
    if kind == "ROLE":
        roles = _roles(options.get("--roles"))
        return _beginning(begun, {role: title for role, title in roles.items() if role not in taken})
    return []


def _beginning(begun: str, values: Mapping[str, str]) -> _Answer:
    return [(value, about) for value, about in values.items() if value.startswith(begun)]


def _roles(catalog: str | None) -> dict[str, str]:
    """The ids and titles of a catalog's roles, whether it is sound or not."""
    import yaml

    from rolefit.catalog.builtin import builtin_path

    path = Path(catalog).expanduser() if catalog else builtin_path()
    if not path.is_file() or path.stat().st_size > _MAX_BYTES:
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text("utf-8-sig"), loader)  # noqa: S506  # both are safe
    titles = {str(role["id"]): " ".join(str(role["title"]).split()) for role in data["roles"]}
    # They go to a shell and to a terminal, where nothing but text may arrive.
    return {role: title for role, title in titles.items() if role.replace("-", "").isalnum() and title.isprintable()}
