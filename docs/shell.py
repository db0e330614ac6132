"""Write what is made from the commands: the man page, and what completion in a shell looks things up in: `make man`.

The man page, build/rolefit.1, is part of a release: a wheel has it where it was made before.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import typer
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rolefit import __version__
from rolefit.cli.at_once import WIDTH
from rolefit.cli.commands import app
from rolefit.cli.completion import INDEX
from rolefit.cli.examples import EXAMPLES
from rolefit.errors import Exit
from rolefit.schemas import NAMES

HERE = Path(__file__).parent
PAGE = HERE.parent / "build" / "rolefit.1"

_ROFF = str.maketrans({"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"})


@dataclass(frozen=True)
class Parameter:
    """An option or an argument of a command."""

    names: tuple[str, ...]
    """How an option is written; empty for an argument."""
    value: str
    """What is to be given; empty where an option is a flag."""
    optional: bool
    many: bool
    help: str

    @property
    def kind(self) -> str | list[str]:
        """What completes it: FILE, ROLE, a list of words, or anything else for what cannot be completed."""
        if self.value == "NAME":
            return list(NAMES)
        return self.value.split("|") if "|" in self.value else self.value


@dataclass(frozen=True)
class Command:
    """A command, or rolefit itself, whose name is empty."""

    name: str
    about: str
    examples: tuple[tuple[str, str], ...]
    """What may be typed, each with what it does."""
    parameters: tuple[Parameter, ...]
    use: str
    """What its results are for; empty where that goes without saying."""

    @property
    def options(self) -> list[Parameter]:
        """The options, in the order of --help."""
        return [parameter for parameter in self.parameters if parameter.names]

    @property
    def arguments(self) -> list[Parameter]:
        """The arguments, in their order."""
        return [parameter for parameter in self.parameters if not parameter.names]


def commands() -> list[Command]:
    """Rolefit itself, and all its commands in the order of --help."""
    whole: Any = typer.main.get_command(app())
    return [_command("", whole), *(_command(name, each) for name, each in whole.commands.items())]


def _command(name: str, command: Any) -> Command:
    context = typer.Context(command, help_option_names=["-h", "--help"])
    parameters = tuple(map(_parameter, command.get_params(context)))
    return Command(name, command.help, EXAMPLES[name], parameters, command.epilog or "")


def _parameter(parameter: Any) -> Parameter:
    flag = bool(getattr(parameter, "is_flag", False))
    value = "" if flag else parameter.metavar or "|".join(get_args(parameter.type_descriptor.annotation))
    option = parameter.param_type_name == "option"
    default = f" [default: {parameter.default}]" if option and not flag and parameter.default is not None else ""
    return Parameter(
        names=tuple(sorted(parameter.opts, key=len)) if option else (),
        value=value.strip("[.]"),
        optional=value.startswith("["),
        many=value.endswith("..."),
        help=f"{parameter.help}{default}",
    )


def index() -> str:
    """What completion needs to know of the commands, and the help of the whole, as JSON."""
    entries: dict[str, dict[str, Any]] = {
        command.name: {
            "about": command.about,
            "options": {name: [option.kind, option.help] for option in command.options for name in option.names},
            "arguments": [argument.kind for argument in command.arguments],
            "many": any(argument.many for argument in command.arguments),
        }
        for command in commands()
    }
    whole: Any = typer.main.get_command(app())
    context = typer.Context(whole, info_name="rolefit", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    entries[""]["help"] = whole.get_help(context) + "\n"
    return json.dumps(entries, indent=1) + "\n"


def page() -> str:
    """The man page."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=False,  # noqa: S701  # roff is not HTML; every text goes through the filter below
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"roff": _roff, "heading": _heading, "usage": _usage}
    first, *others = commands()
    template = environment.get_template("rolefit.1.jinja")
    return template.render(version=__version__, exit=Exit, whole=first, commands=others)


def _heading(parameter: Parameter) -> str:
    """An option with its value, or an argument."""
    names = ", ".join(rf"\fB{_roff(name)}\fR" for name in parameter.names)
    value = rf"\fI{_roff(parameter.value)}\fR" if parameter.value else ""
    return " ".join(filter(None, (names, value)))


def _usage(argument: Parameter) -> str:
    """An argument as the synopsis of a command has it."""
    value = _heading(argument) + ("..." if argument.many else "")
    return f"[{value}]" if argument.optional else value


def _roff(text: str) -> str:
    """Text as roff shows it, whatever characters it has."""
    escaped = text.translate(_ROFF)
    # A line that begins with a dot would be a request.
    return rf"\&{escaped}" if escaped.startswith(".") else escaped


MADE = {PAGE: page, INDEX: index}
"""What is written where."""

if __name__ == "__main__":
    for path, make in MADE.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), encoding="utf-8")
        print(path)
