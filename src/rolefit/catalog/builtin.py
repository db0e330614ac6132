"""Where the built-in catalog is; completion asks for it without loading the models of a catalog."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]

_INSTALLED = _PACKAGE / "data" / "roles.yaml"

_CHECKOUT = _PACKAGE.parents[1]


def builtin_path() -> Path:
    """The file of the built-in catalog: in the installed package, or in `data/` of a checkout."""
    return _INSTALLED if _INSTALLED.exists() else _CHECKOUT / "data" / "roles.yaml"


def built_path() -> Path:
    """The file that the build makes of it, quick to read: in the installed package, or in `build/` of a checkout."""
    return _INSTALLED.with_suffix(".json") if _INSTALLED.exists() else _CHECKOUT / "build" / "roles.json"
