"""A real OpenRefine, headless, asks the service: a project is reconciled and gets columns.

Needs `openrefine` (a package of Debian) and Java; skipped where they are missing, unless
TRANSLIT_REQUIRE_OPENREFINE is set. OpenRefine is asked by the addresses that its own page uses.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from asgi import Server, served

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

REQUIRED = "TRANSLIT_REQUIRE_OPENREFINE"
SECONDS = 180  # for a machine that is busy
LIST = (
    "id,name,kind,country,aliases,Born\n"
    "p/1,Ivan Petrenko,person,UA,Іван Петренко,1971-03-05\n"
    "p/2,Ivan Petrenko,person,PL,,1950\n"
    "p/3,Maria Kowal,person,PL,Марія Коваль,1980\n"
    "o/1,Petrenko Steel LLC,org,UA,,\n"
)
ROWS = (
    "name,country\n"
    "Marija Kowal,Poland\n"
    "Коваль Марія,PL\n"
    "Ivan Petrenko,UA\n"
    "Ivan Petrenko,\n"
    "Petrenko Steel,Ukraine\n"
    "Nobody Whatsoever,UA\n"
)


class OpenRefine:
    """The addresses that the page of OpenRefine uses."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/command/core/"

    def get(self, command: str, **given: object) -> Any:
        with urlopen(f"{self.address}{command}?{urlencode(given)}", timeout=SECONDS) as answer:
            return json.loads(answer.read())

    def post(self, command: str, body: bytes | None = None, kind: str = "", **given: object) -> Any:
        token = self.get("get-csrf-token")["token"]
        address = f"{self.address}{command}?{urlencode({'csrf_token': token})}"
        if body is None:
            body = urlencode({**given, "csrf_token": token}).encode()
            kind = "application/x-www-form-urlencoded"
        else:
            address += "&" + urlencode(given)
        request = Request(address, body, {"Content-Type": kind})
        with urlopen(request, timeout=SECONDS) as answer:
            return answer.url, answer.read()

    def project(self, rows: str) -> int:
        """Make a project of CSV; return its number."""
        fields = {"project-name": "people", "format": "text/line-based/*sv"}
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        parts.append(
            '--x\r\nContent-Disposition: form-data; name="project-file"; filename="people.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{rows}\r\n--x--\r\n"
        )
        options = {"separator": ",", "encoding": "UTF-8", "headerLines": 1, "storeBlankCellsAsNulls": True}
        address, _ = self.post(
            "create-project-from-upload",
            "".join(parts).encode(),
            "multipart/form-data; boundary=x",
            options=json.dumps(options),
        )
        return int(parse_qs(urlsplit(address).query)["project"][0])

    def wait(self, project: int) -> None:
        """Wait until nothing is done in a project any more."""
        end = time.monotonic() + SECONDS
        while self.get("get-processes", project=project)["processes"]:
            assert time.monotonic() < end, "OpenRefine is still at work"
            time.sleep(0.2)

    def rows(self, project: int) -> list[list[dict[str, Any] | None]]:
        told = self.get("get-rows", project=project, start=0, limit=1000)
        recons = told.get("pool", {}).get("recons", {})
        return [
            [
                cell and {**cell, "r": recons.get(str(cell["r"]), cell["r"]) if "r" in cell else None}
                for cell in row["cells"]
            ]
            for row in told["rows"]
        ]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    if shutil.which("openrefine") is None or shutil.which("java") is None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"openrefine or java is missing, and {REQUIRED} is set")
        pytest.skip("openrefine is not installed (a package of Debian)")
    folder, port = tmp_path_factory.mktemp("openrefine"), free_port()
    log = (folder / "log").open("w")
    options = ["-p", str(port), "-d", str(folder / "data"), "-m", "512M", "-x", "refine.headless=true"]
    process = subprocess.Popen(
        ["openrefine", *options],
        stdout=log,
        stderr=log,
        start_new_session=True,
        cwd=folder,
    )
    made = OpenRefine(port)
    try:
        end = time.monotonic() + SECONDS
        while True:
            try:
                made.get("get-version")
                break
            except (URLError, OSError):
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < end, (folder / "log").read_text()
                time.sleep(0.3)
        yield made
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path: Path = tmp_path_factory.mktemp("list") / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    with served("--tables", str(path)) as server:
        yield server


def test_a_column_is_reconciled_and_extended(refine: OpenRefine, server: Server) -> None:
    manifest = server.ask("GET", "/reconcile").json
    project = refine.project(ROWS)
    spaces = {"identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"]}
    engine = json.dumps({"facets": [], "mode": "row-based"})
    country = {"column": "country", "propertyName": "Country", "propertyID": "country"}
    config = {
        "mode": "standard-service",
        "service": f"{server.address}/reconcile",
        **spaces,
        "type": None,
        "autoMatch": True,
        "columnDetails": [country],
        "limit": 0,
    }
    refine.post("reconcile", project=project, columnName="name", config=json.dumps(config), engine=engine)
    refine.wait(project)
    cells = [row[0] for row in refine.rows(project)]
    judged = [(cell["r"] or {}).get("j") for cell in cells if cell]
    assert Counter(judged) == {"matched": 4, "none": 2}
    matched = [cell["r"]["m"]["id"] for cell in cells if cell and cell["r"]["j"] == "matched"]
    assert matched == ["p/3", "p/3", "p/1", "o/1"]
    namesakes = cells[3]
    assert namesakes is not None
    assert {of["id"] for of in namesakes["r"]["c"][:2]} == {"p/1", "p/2"}

    wanted = [{"id": "since", "name": "Born"}, {"id": "alias", "name": "Other spellings"}]
    refine.post(
        "extend-data",
        project=project,
        baseColumnName="name",
        endpoint=f"{server.address}/reconcile",
        **spaces,
        extension=json.dumps({"properties": wanted}),
        columnInsertIndex=1,
        engine=engine,
    )
    refine.wait(project)
    columns = refine.get("get-columns-info", project=project)
    assert [of["name"] for of in columns] == ["name", "Born, founded", "Other spellings", "country"]
    rows = [[cell and cell["v"] for cell in row] for row in refine.rows(project)]
    assert rows[0] == ["Marija Kowal", "Poland", "1980", "Марія Коваль"]  # cells of new columns are last
    assert rows[2] == ["Ivan Petrenko", "UA", "1971-03-05", "Іван Петренко"]
    assert rows[3][0] == "Ivan Petrenko"
    assert not any(rows[3][1:])
    refine.post("delete-project", project=project)
