"""`translit serve` for real: sockets, signals, workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from asgi import ROOT, SECONDS, Server, served

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signals")


def write(path: Path, name: str) -> None:
    path.write_text(f"id,name,kind\nc/1,{name},person\n", encoding="utf-8")


def until(server: Server, version: str) -> None:
    """Wait until answers come from another table than *version*."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if server.ask("GET", "/health").json["table_version"] != version:
            return
        time.sleep(0.05)
    raise AssertionError(f"not reloaded: {server.log}")


def until_told(server: Server, text: str) -> str:
    """Wait until the log has *text*; return the line."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for line in list(server.log):
            if text in line:
                return line
        time.sleep(0.05)
    raise AssertionError(f"{text!r} is not told: {server.log}")


class Asking(Thread):
    """Asks all the time, over connections that are kept; notes what was not answered."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server, self.stopped = server, Event()
        self.answered, self.failed = 0, []  # type: ignore[var-annotated]

    def run(self) -> None:
        connection = self.server.connection()
        while not self.stopped.is_set():
            try:
                connection.request("POST", "/normalize", json.dumps({"name": "Ann Lee"}))
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    self.answered += 1
                else:
                    self.failed.append(answer.status)
            except OSError as error:
                self.failed.append(error)
                return
        connection.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_table_is_reloaded_and_no_request_is_lost(tmp_path: Path, workers: int) -> None:
    table = tmp_path / "list.csv"
    write(table, "Ann Lee")
    with served("--tables", str(table), "--workers", str(workers)) as server:
        before = server.ask("GET", "/health").json["table_version"]
        askers = [Asking(server) for _ in range(2)]
        for asker in askers:
            asker.start()
        write(table, "Bea Poe")
        server.process.send_signal(signal.SIGHUP)
        for _ in range(2 * workers):  # each worker answers some of them
            until(server, before)
        assert server.ask("POST", "/normalize", {"name": "Bea Poe"}).json["id"] == "c/1"
        table.write_text("no,columns\n1,2\n", encoding="utf-8")
        now = server.ask("GET", "/health").json["table_version"]
        server.process.send_signal(signal.SIGHUP)
        assert "list.csv" in until_told(server, "not reloaded")
        assert server.ask("GET", "/health").json["table_version"] == now
        for asker in askers:
            asker.stopped.set()
            asker.join(SECONDS)
        assert [asker.failed for asker in askers] == [[], []]
        assert all(asker.answered for asker in askers)
        assert server.stop() == 0


def test_a_request_that_has_begun_is_answered_when_the_service_is_stopped() -> None:
    with served() as server:
        connection = server.connection()
        body = json.dumps({"text": "Talks in Kiev with Putin. " * 1000})
        connection.request("POST", "/find", body)
        time.sleep(0.2)
        code = server.stop()
        assert code == 0
        answer = connection.getresponse()
        assert answer.status == 200
        assert len(json.loads(answer.read())["mentions"]) == 2000
        assert any("POST /find 200" in line for line in server.log)


def test_a_worker_that_ends_is_replaced() -> None:
    with served("--workers", "2") as server:
        pid = server.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        if not children.exists():
            pytest.skip("/proc does not tell the processes here")
        workers = [
            int(child)
            for child in children.read_text().split()
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        for _ in range(5):
            assert server.ask("POST", "/normalize", {"name": "Kiev"}).json["id"] == "place/kyiv"
        until_told(server, "a worker ended with code -9")
        assert server.ask("POST", "/normalize", {"name": "Kiev"}).json["id"] == "place/kyiv"
        assert server.stop() == 0


def refused(*options: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "translit", "serve", "--port", "0", *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_other_machines_need_a_key(tmp_path: Path) -> None:
    assert "--api-key-file" in refused("--host", "0.0.0.0")
    key = tmp_path / "key"
    key.write_text("short\n")
    assert "openssl rand" in refused("--host", "0.0.0.0", "--api-key-file", str(key))
    assert "No such file" in refused("--api-key-file", str(tmp_path / "none"))


def test_a_port_that_is_taken_is_told() -> None:
    with served() as server:
        assert f"port {server.port}: Address already in use" in refused("--port", str(server.port))


def test_a_key_is_taken_from_the_environment() -> None:
    with served(env={"TRANSLIT_API_KEY": "0123456789abcdef"}) as server:
        assert server.ask("POST", "/normalize", {"name": "Kiev"}).status == 401
        connection = server.connection()
        connection.request("POST", "/normalize", '{"name": "Kiev"}', {"X-API-Key": "0123456789abcdef"})
        assert connection.getresponse().status == 200


@pytest.mark.parametrize(
    ("package", "command"),
    [("uvicorn", "serve"), ("starlette", "serve"), ("mcp", "mcp")],
)
def test_an_extra_that_is_missing_is_told(package: str, command: str) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv = ['translit', {command!r}]\n"
        "from translit.cli import run\n"
        "run()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 2
    assert f"needs {package}: pip install 'translit-names[{command}]'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_application_says_which_extra_it_needs() -> None:
    code = "import sys; sys.modules['starlette'] = None\nfrom translit.service import app"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=SECONDS,
        check=False,
    )
    assert "translit.service needs starlette" in ended.stderr
    assert "translit-names[serve]" in ended.stderr
