"""The engines of `pipelines.py`: how each runs a column of a Parquet file through a function, ours
and ones that do nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from translit import Match, Normalizer
from translit.integrations.arrow import TYPE, AnswerCache, normalize_array

CORES = {"spark": 2}  # that an engine answers on; the others have Python's one lock


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to run a column of a Parquet file through a UDF; each returns after the last row."""

    no_op: Callable[[], object]
    seven: Callable[[], object]
    ours: Callable[[], object]
    answers: Callable[[], pa.Table]  # row, is


def seven_fields(names: pa.Array | pa.ChunkedArray) -> pa.StructArray:
    """Return a struct whose fields are the names, and zeros: an answer of seven fields that costs
    nothing to find.
    """
    texts = (names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names).cast(pa.string())
    fields = [pa.repeat(0.0, len(texts)) if of.name == "score" else texts for of in TYPE]
    return pa.StructArray.from_arrays(fields, fields=list(TYPE))


class Remembering:
    """Answers as a normalizer does, each name once: what is left is the cost of the column."""

    def __init__(self, normalizer: Normalizer) -> None:
        self.normalizer = normalizer
        self.known: dict[str, Match] = {}

    def normalize_many(self, names: Sequence[str], **options: None) -> list[Match]:
        new = [name for name in names if name not in self.known]
        self.known |= zip(new, self.normalizer.normalize_many(new, **options), strict=True)
        return [self.known[name] for name in names]


def of_arrow(file: Path, index: Path) -> Engine:
    table = pq.read_table(file)
    cache = AnswerCache(Normalizer.open(index))
    return Engine(
        lambda: table["raw"],
        lambda: seven_fields(table["raw"]),
        lambda: cache.normalize(table["raw"]),
        lambda: pa.table(
            {"row": table["row"], "is": normalize_array(table["raw"], normalizer=Normalizer.open(index))}
        ),
    )


def of_pandas(file: Path, index: Path) -> Engine:
    import pandas as pd

    import translit.integrations.pandas  # noqa: F401  # registers the accessor

    frame = pd.read_parquet(file)
    n = Normalizer.open(index)
    remembering = Remembering(n)  # pandas keeps nothing between calls

    def answers() -> pa.Table:
        told = frame["raw"].translit.normalize(normalizer=n)
        struct = (
            pa.Table.from_pandas(told, schema=pa.schema(list(TYPE)), preserve_index=False)
            .to_struct_array()
            .combine_chunks()
        )
        return pa.table({"row": frame["row"], "is": struct})

    return Engine(
        lambda: frame["raw"].map(lambda name: name),
        lambda: pa.Table.from_struct_array(seven_fields(pa.array(frame["raw"]))).to_pandas(),
        lambda: frame["raw"].translit.normalize(normalizer=remembering),
        answers,
    )


def of_polars(file: Path, index: Path) -> Engine:
    import polars as pl

    from translit.integrations.polars import STRUCT

    frame = pl.read_parquet(file)
    raw = pl.col("raw")
    ours = raw.translit.normalize(normalizer=Normalizer.open(index)).alias("is")
    same = raw.map_batches(lambda names: names, return_dtype=pl.String, is_elementwise=True)
    seven = raw.map_batches(
        lambda names: pl.Series(names.name, seven_fields(names.to_arrow())),
        return_dtype=STRUCT,
        is_elementwise=True,
    )
    return Engine(
        lambda: frame.lazy().select(same).collect(engine="streaming"),
        lambda: frame.lazy().select(seven).collect(engine="streaming"),
        lambda: frame.lazy().select(ours).collect(engine="streaming"),
        lambda: pl.scan_parquet(file).select("row", ours).collect(engine="streaming").to_arrow(),
    )


def of_duckdb(file: Path, index: Path) -> Engine:
    import duckdb

    from translit.integrations.duckdb import STRUCT, register

    con = duckdb.connect()
    register(con, normalizer=Normalizer.open(index))
    con.create_function("same", lambda names: names, ["VARCHAR"], "VARCHAR", type="arrow")
    con.create_function("seven", seven_fields, ["VARCHAR"], duckdb.sqltype(STRUCT), type="arrow")
    con.execute(f"CREATE TABLE names AS FROM '{file}'")

    def counted(function: str) -> Callable[[], object]:
        return lambda: con.execute(
            f"SELECT count(answer) FROM (SELECT {function}(raw) AS answer FROM names)"
        ).fetchall()

    return Engine(
        counted("same"),
        counted("seven"),
        counted("translit"),
        lambda: con.execute('SELECT row, translit(raw) AS "is" FROM names').to_arrow_table(),
    )


def of_spark(file: Path, index: Path) -> Engine:
    from pyspark.sql import Column, SparkSession
    from pyspark.sql.functions import arrow_udf, col

    from translit.integrations.spark import STRUCT, normalize

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = (
        SparkSession.builder.master(f"local[{CORES['spark']}]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "OFF")
    )
    local = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
    }
    spark = builder.config(
        map=local | {"spark.sql.files.maxPartitionBytes": "2m", "spark.ui.showConsoleProgress": "false"}
    ).getOrCreate()
    spark.sparkContext.addFile(str(index))
    # a name to one process, which answers it once
    frame = spark.read.parquet(str(file)).repartition(8 * CORES["spark"], "raw")
    frame.cache().count()

    def same(names: pa.Array) -> pa.Array:
        return names

    def seven(names: pa.Array) -> pa.Array:
        fields = [pa.repeat(0.0, len(names)) if of.name == "score" else names for of in STRUCT]
        return pa.StructArray.from_arrays(fields, names=[of.name for of in STRUCT])

    def run(column: Column) -> Callable[[], object]:
        return lambda: frame.select(column).write.format("noop").mode("overwrite").save()

    ours = normalize("raw", table=index.name)
    return Engine(
        run(arrow_udf(same, "string")("raw")),
        run(arrow_udf(seven, STRUCT)("raw")),
        run(ours),
        lambda: frame.select(col("row"), ours.alias("is")).toArrow(),
    )


ENGINES: dict[str, tuple[Callable[[Path, Path], Engine], str]] = {
    "arrow": (of_arrow, "pyarrow"),
    "pandas": (of_pandas, "pandas"),
    "polars": (of_polars, "polars"),
    "duckdb": (of_duckdb, "duckdb"),
    "spark": (of_spark, "pyspark"),
}
