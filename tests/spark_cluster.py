"""Run jobs on two real executors, each a process with workers of its own, and kill something in the
middle of each.

    python spark_cluster.py FOLDER

Kills a worker (the Python process that answers), then an executor (the process that all tasks of a
host run in), then asks for a table that is not there. Prints a line of JSON for each: what, killed,
rows, error. FOLDER takes all files.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
from columns import noisy, people
from pyspark import TaskContext
from pyspark.errors import PySparkException
from spark_session import session

from translit import Normalizer
from translit.integrations.spark import normalize

ROWS = 8_000
PARTS = 8


def killing(what: str, marker: Path) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return what hands batches on, and kills *what* once, in the middle of the job."""

    def hand_on(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            if (
                TaskContext.get().partitionId() == PARTS // 2
                and what in ("worker", "executor")
                and not marker.exists()
            ):
                marker.touch()
                # worker < daemon < executor
                daemon = os.getppid()
                executor = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
                os.kill(executor if what == "executor" else os.getpid(), signal.SIGKILL)
            yield batch

    return hand_on


def own_home(folder: Path) -> None:
    """Let executors write into FOLDER, not beside the installed pyspark."""
    installed = Path(find_spec("pyspark").submodule_search_locations[0])
    folder.mkdir()
    for part in ("bin", "sbin", "jars", "python"):
        if (installed / part).exists():
            (folder / part).symlink_to(installed / part)
    os.environ["SPARK_HOME"] = str(folder)


def main(folder: Path) -> None:
    own_home(folder / "spark")
    table = people(200)
    Normalizer.from_entities(table).save(folder / "people.npz")
    names = noisy(table, ROWS, 500)
    spark = session(
        "local-cluster[2,1,700]",
        **{"spark.executor.memory": "600m", "spark.sql.execution.arrow.maxRecordsPerBatch": "100"},
    )
    spark.sparkContext.addFile(str(folder / "people.npz"))
    frame = spark.createDataFrame(list(enumerate(names)), "row int, raw string").repartition(PARTS, "row")
    for what, path in ("worker", "people.npz"), ("executor", "people.npz"), ("nothing", folder / "gone.npz"):
        marker = folder / f"killed-{what}"
        told: dict[str, object] = {"rows": None, "error": None}
        try:
            sent = frame.mapInArrow(killing(what, marker), frame.schema)
            answered = sent.select("row", normalize("raw", table=path)["id"].alias("id"))
            told["rows"] = [row.id for row in sorted(answered.collect(), key=lambda row: row.row)]
        except PySparkException as error:
            told["error"] = str(error)
        print(json.dumps({"what": what, "killed": marker.exists(), **told}))
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
