"""What is wrong with a command line, in the words and the tone of everything else that can be wrong."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from rolefit.cli.examples import EXAMPLES
from rolefit.errors import InputError, Problem, UsageError, excerpt, named, one_of

_TOO_MANY = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)

_NO_CHOICE = re.compile(r"(?:Value error, )?['\"](.*)['\"] is not one of (.*?)\.?", re.DOTALL)


def wrong_usage(error: Any, arguments: Sequence[str]) -> Problem:
    """What Typer says of a command line, as a problem.

    Which class an error has depends on the release of Typer; what it knows does not.
    """
    from rolefit.explain.words import in_sentence

    see = f"see {_command(error, arguments)} --help"
    message = error.format_message().rstrip(".")
    parameter = getattr(error, "param", None)
    if hasattr(error, "possibilities"):
        near = " or ".join(map(excerpt, sorted(error.possibilities or ())))
        return Problem(
            f"there is no option {excerpt(error.option_name)}", f"did you mean {near}? {see}" if near else see
        )
    if getattr(error, "option_name", ""):
        what, hint = ("has no value", "write one after it; ") if "requires" in message else ("takes no value", "")
        return Problem(f"{excerpt(error.option_name)} {what}", f"{hint}{see}")
    if parameter is not None and hasattr(error, "param_type"):
        return _missing(parameter, see)
    if parameter is not None:
        return _bad_value(parameter, error.message, see)
    if too_many := _TOO_MANY.search(message):
        return Problem(f"{excerpt(too_many[1])} is more than it takes", see)
    return Problem(in_sentence(message), see)


def _missing(parameter: Any, see: str) -> Problem:
    from rolefit.explain.words import in_sentence

    if parameter.param_type_name == "option":
        return Problem(f"missing option {max(parameter.opts, key=len)}", see)
    return Problem(f"missing argument {parameter.metavar}", f"it is {in_sentence(parameter.help).rstrip('.')}; {see}")


def _bad_value(parameter: Any, message: str, see: str) -> Problem:
    key = max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.metavar
    if found := _NO_CHOICE.fullmatch(message):
        choices = re.findall(r"'(.*?)'", found[2])
        return Problem(f"there is no {excerpt(found[1])}", one_of(found[1], choices), key=key)
    what = message.removeprefix("Input ").removeprefix("Value error, ").partition(", unable")[0].rstrip(".")
    return Problem(what, see, key=key)


def _command(error: Any, arguments: Sequence[str]) -> str:
    """The command that was meant to run, as it is typed."""
    context = getattr(error, "ctx", None)
    if context is not None:
        return str(context.command_path)
    return f"rolefit {arguments[0]}" if arguments and EXAMPLES.get(arguments[0]) else "rolefit"


def no_command(words: Sequence[str], commands: Iterable[str]) -> UsageError:
    """That no command begins so, and what may be meant: a command with a slip in it, or a role."""
    from difflib import get_close_matches

    what = f"there is no command {excerpt(words[0])}"
    meant = [f"rolefit {name}" for name in get_close_matches(words[0].casefold(), list(commands), n=3)]
    if meant := _about_roles(words) or meant:
        return UsageError(Problem(what, f"did you mean {' or '.join(meant)}?"))
    return UsageError(Problem(what, f"the commands are {named(commands)}; see rolefit help"))


def _about_roles(words: Sequence[str]) -> list[str]:
    """What shows the roles that words name, where they name some."""
    from rolefit.catalog.load import load_catalog
    from rolefit.roles.names import roles_named

    options = [at for at, word in enumerate(words) if word.startswith("-")]
    try:
        roles = roles_named(load_catalog(), words[: min(options, default=len(words))])
    except InputError:
        return []
    ids = " ".join(dict.fromkeys(role.id for role in roles))
    return [f"rolefit {'compare' if ' ' in ids else 'show'} {ids}"]
