"""The docstrings below the attributes of models, read from the source when somebody asks for them."""

import ast
import inspect
from itertools import pairwise


def attribute_docs(model: type) -> dict[str, str]:
    """Attribute name to the docstring below it, in a class or those that it builds on."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each.__module__.startswith(f"{__package__}."):
            found |= _own_docs(each)
    return found


def _own_docs(model: type) -> dict[str, str]:
    body = ast.parse(inspect.getsource(model)).body[0]
    found = {}
    for attribute, text in pairwise(body.body if isinstance(body, ast.ClassDef) else []):
        match attribute, text:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(said))):
                found[name] = inspect.cleandoc(said)
    return found
