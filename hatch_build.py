"""Makes, of the built-in catalog in YAML, the same in JSON, which is read in a quarter of the time; pip calls it."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import yaml
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Writes `build/roles.json`: a line with the SHA-256 of the YAML, and one with its contents."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it before the wheel is built; an editable install reads it where it is."""
        source = Path(self.root, "data", "roles.yaml").read_bytes()
        built = Path(self.root, "build", "roles.json")
        built.parent.mkdir(exist_ok=True)
        contents = json.dumps(yaml.load(source, yaml.CSafeLoader), ensure_ascii=False, separators=(",", ":"))
        # Whoever starts meanwhile must find all of it, or what was there before.
        written = built.with_name(f"{built.name}.{os.getpid()}")
        written.write_text(f"{hashlib.sha256(source).hexdigest()}\n{contents}\n", encoding="utf-8")
        written.replace(built)
        if version == "standard":
            build_data["force_include"][str(built)] = "rolefit/data/roles.json"
