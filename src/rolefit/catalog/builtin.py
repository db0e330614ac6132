"""Where the built-in catalog is; completion asks for it without loading the models of a catalog."""

from pathlib import Path


def builtin_path() -> Path:
    """The file of the built-in catalog: in the installed package, or in `data/` of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "data" / "roles.yaml"
    return installed if installed.exists() else package.parents[1] / "data" / "roles.yaml"
