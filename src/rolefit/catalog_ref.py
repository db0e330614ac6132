"""Which catalog something comes from."""

from rolefit.catalog import Catalog
from rolefit.models import Model


class CatalogRef(Model):
    """Which catalog a result comes from."""

    name: str
    """What the catalog is called."""
    version: str
    """Which state of the catalog it is."""
    digest: str
    """Twelve hexadecimal digits that change with the contents of the catalog."""

    @classmethod
    def of(cls, catalog: Catalog) -> "CatalogRef":
        """Refer to this catalog."""
        return cls(name=catalog.name, version=catalog.version, digest=catalog.digest)
