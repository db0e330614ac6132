"""How help is laid out: usage, what it is about, examples, and then what there is to choose from."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from rolefit.cli.examples import EXAMPLES
from rolefit.cli.usage import no_command


class HelpfulCommand(TyperCommand):
    """A command whose help begins with examples."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the signature is Typer's
        """The words after its name: an argument stands there as its metavar writes it."""
        return ["[OPTIONS]", *(argument.metavar for argument in _arguments(self))]

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What it is about, and examples."""
        super().format_help_text(ctx, formatter)
        with formatter.section("Examples"):
            _write_examples(formatter, EXAMPLES[self.name or ""])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Its arguments and options."""
        _write_section(formatter, "Arguments", [(each.metavar.strip("[.]"), each.help) for each in _arguments(self)])
        _write_section(formatter, "Options", _option_rows(self, ctx))


class HelpfulGroup(TyperGroup):
    """All commands, under the headings that they name."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first; UsageError, with what may be meant, where there is none."""
        if args[0] not in self.commands:
            raise no_command(args, self.commands)
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What it is about, and examples."""
        super().format_help_text(ctx, formatter)
        with formatter.section("Examples"):
            _write_examples(formatter, EXAMPLES[""])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The commands and, after them, the options."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            sections.setdefault(str(getattr(command, "rich_help_panel", "")), []).append(
                (name, (command.help or "").partition("\n")[0])
            )
        for title, rows in sections.items():
            _write_section(formatter, title, rows)
        _write_section(formatter, "Options", _option_rows(self, ctx))


_THE_REST = (("rolefit help", "all commands"), ("rolefit help quiz", "how one is used"))


def print_start(ctx: typer.Context) -> None:
    """Print what rolefit alone says: the three things that people do, and where the rest is."""
    formatter = ctx.make_formatter()
    formatter.write_text(ctx.command.help or "")
    for rows in (EXAMPLES[""], _THE_REST):
        formatter.write_paragraph()
        with formatter.indentation():
            _write_examples(formatter, rows)
    sys.stdout.write(formatter.getvalue())


def show_help(
    ctx: typer.Context,
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help="Which one; without it, all.")] = None,
) -> None:
    """Tell what there is, and how a command is used."""
    whole: Any = ctx.parent
    if command is None:
        sys.stdout.write(whole.get_help() + "\n")
        return
    found = whole.command.commands.get(command)
    if found is None:
        raise no_command([command], whole.command.commands)
    sys.stdout.write(found.get_help(typer.Context(found, info_name=command, parent=whole)) + "\n")


def _arguments(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "argument"]


def _option_rows(command: Any, ctx: Any) -> list[tuple[str, str]]:
    options = [each for each in command.get_params(ctx) if each.param_type_name == "option"]
    return [row for row in (option.get_help_record(ctx) for option in options) if row]


def _write_examples(formatter: Any, rows: Sequence[tuple[str, str]]) -> None:
    """What may be typed, on lines of its own that are never broken where no room is beside it."""
    typed, about = (max(map(len, column)) for column in zip(*rows, strict=True))
    if formatter.current_indent + typed + 2 + about <= formatter.width:
        formatter.write_dl(rows, col_max=typed)
        return
    for line, text in rows:
        formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        with formatter.indentation():
            formatter.write_text(text)


def _write_section(formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)
