"""Pages whose examples need an extra, or Java, are skipped where that is missing, and say so."""

from collections.abc import Iterator

import pytest
import spark_session

NEEDS = {
    "integrations.md": ("pyarrow", "pandas", "polars", "duckdb"),
    "spark.md": ("pyspark", "pyarrow"),
    "spacy.md": ("spacy",),
    "cluster.md": ("polars",),
    "service.md": ("starlette",),
    "graphs.md": ("networkx",),
    "keys.md": ("duckdb",),
}


@pytest.fixture(autouse=True)
def page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start what the examples of a page need."""
    for package in NEEDS.get(request.path.name, ()):
        pytest.importorskip(package)
    if request.path.name != "spark.md":
        yield
        return
    spark_session.require()
    spark = spark_session.session()
    yield
    spark.stop()
