"""Which data or ML role fits you: role models with their sources, and scores that add up from their reasons.

The public API is what `dir(rolefit)` lists, and with the extra `arrow` what `rolefit.arrow.__all__` does; everything
else is private and may change without notice.

What holds data is immutable: read its fields as attributes. Most of it is pydantic models, of which
`model_dump_json(by_alias=True)` gives the JSON that the commands print. Input that cannot be used raises InputError,
which says what is wrong, where, and what would be right; a model made of values of a wrong type raises pydantic's
ValidationError. Both are ValueErrors. Answers for an earlier version of a catalog are taken over where they are read,
with a FormerAnswersWarning, and of a page with several postings one is read, with a SeveralPostingsWarning. Where a
file is read, `-` is standard input.

>>> from rolefit import Answers, load_catalog, score
>>> catalog = load_catalog()
>>> result = score(catalog, Answers(answers={"horizon": "years", "deliverables": ["papers"]}))
>>> result.ranking[0].title
'Research scientist'
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Loading the models costs about 0.1 s, which `rolefit --version` should not pay, nor a name that needs few of them.
    if name == "__all__":
        return list(_modules())
    # Python itself asks for names such as __path__, of which the list of public names need not be read.
    if name.startswith("_") or name not in _modules():
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_modules()[name]), name)


def __dir__() -> list[str]:
    return ["__version__", *_modules()]


@cache
def _modules() -> dict[str, str]:
    """Public name to the module that has it, as the stub beside this file lists them."""
    stub = Path(__file__).with_suffix(".pyi").read_text("utf-8")
    return {name: module for module, name in re.findall(r"^from (\S+) import \w+ as (\w+)$", stub, re.MULTILINE)}
