"""The whole quiz as one HTML page: it loads nothing, keeps answers, and works the result out by itself."""

import base64
import hashlib
import json
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rolefit import __version__
from rolefit.catalog.models import Catalog
from rolefit.forms.asked import Form
from rolefit.forms.page_data import page_data

SCRIPTS = ("model.js", "result.js", "quiz.js")
"""What the page runs, in this order."""


def html_page(form: Form, catalog: Catalog, catalog_file: str | None = None) -> str:
    """The page. `catalog_file` is what the user gave as --roles: commands on the page name it without its folder."""
    templates = files("rolefit.forms").joinpath("templates")
    script = "\n".join(_without_comments(templates.joinpath(name).read_text("utf-8")) for name in SCRIPTS)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # In a script only a < could end it, or begin a comment.
    known = page_data(catalog, form, catalog_file)
    data = json.dumps(known, separators=(",", ":")).replace("<", "\\u003c")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("rolefit.forms"), PackageLoader("rolefit.pages")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("quiz.html").render(
        form=form,
        catalog=known["catalog"],
        version=__version__,
        allowed=f"sha256-{digest}",
        data=Markup(data),  # noqa: S704  # JSON that can end no script
        script=Markup(script),  # noqa: S704  # our own
    )


def _without_comments(script: str) -> str:
    """A script without what only its authors need: comments, which have lines of their own, and indents."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
