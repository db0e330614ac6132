"""Which data or ML role fits you: role models with their sources, and scores that add up from their reasons.

The public API is what `dir(rolefit)` lists, and with the extra `arrow` what `rolefit.arrow.__all__` does; everything
else is private and may change without notice.

What holds data is immutable: read its fields as attributes. Most of it is pydantic models, of which
`model_dump_json(by_alias=True)` gives the JSON that the commands print. Input that cannot be used raises InputError,
which says what is wrong, where, and what would be right; a model made of values of a wrong type raises pydantic's
ValidationError. Both are ValueErrors. Where a file is read, `-` is standard input.

>>> from rolefit import Answers, load_catalog, score
>>> catalog = load_catalog()
>>> result = score(catalog, Answers(answers={"horizon": "years", "deliverables": ["papers"]}))
>>> result.ranking[0].title
'Research scientist'
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rolefit._api import *  # noqa: F403  # type checkers and editors see what is named there
else:

    def __getattr__(name: str) -> Any:
        if name == "__all__":
            return list(_public())
        # Python itself asks for names such as __path__, which are not worth loading anything.
        if name.startswith("_") or name not in _public():
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return _public()[name]

    def __dir__() -> list[str]:
        return ["__version__", *_public()]

    def _public() -> dict[str, Any]:
        # Loading all of it takes some 0.2 s, which `rolefit --version` should not pay.
        from rolefit import _api  # noqa: PLC0415

        return {name: thing for name, thing in vars(_api).items() if not name.startswith("_")}
