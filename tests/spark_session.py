"""A real Spark for tests and docs, or the reason why there is none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_JAVA = 17  # that Spark 4 runs on
REQUIRED = "TRANSLIT_REQUIRE_SPARK"  # if set, tests fail where they would skip


@cache
def missing() -> str | None:
    """Return what Spark lacks here, or None."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed"
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return f"there is no Java: Spark needs {LEAST_JAVA} or newer"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < LEAST_JAVA:
        return (
            f"Spark needs Java {LEAST_JAVA} or newer, {java} is {told.splitlines()[0] if told else 'silent'}"
        )
    return None


def require() -> None:
    """Skip the test that runs, or fail it if Spark is required."""
    if (reason := missing()) is None:
        return
    if os.environ.get(REQUIRED):
        pytest.fail(f"{reason}, and {REQUIRED} is set")
    pytest.skip(reason)


def session(master: str = "local[2]", **settings: str) -> SparkSession:
    """Start Spark, or return the session that runs."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("translit tests")
    quiet = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "OFF",
    }
    for key, value in (quiet | settings).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()
