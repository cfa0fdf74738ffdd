"""Headless Chromium, for the tests of pages; skipped where it is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

REQUIRED = "TRANSLIT_REQUIRE_BROWSER"  # if set, tests fail where they would skip
SECONDS = 20  # for a machine that is busy; nothing here is timed


def missing() -> str | None:
    """Return what the tests lack here, or None."""
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            return f"{program} is not installed (Debian: chromium, chromium-driver)"
    return next(
        (f"{name} is not installed" for name in ("selenium", "axe_core_python") if find_spec(name) is None),
        None,
    )


@contextmanager
def chromium() -> Iterator[Chrome]:
    """Start Chromium; it is ended at last."""
    if (reason := missing()) is not None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{reason}, and {REQUIRED} is set")
        pytest.skip(reason)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    # root has no sandbox to run Chromium in, a container no large /dev/shm
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def look(chrome: Chrome, scheme: str, medium: str = "screen") -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})


def press(chrome: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(chrome).send_keys(*keys).perform()


def barriers(chrome: Chrome) -> list[Any]:
    """Return what axe-core finds in the page that keeps somebody out."""
    from axe_core_python.base import AXE_SCRIPT

    chrome.set_script_timeout(60)
    chrome.execute_script(AXE_SCRIPT)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "preload": False}
    script = (
        "const done = arguments[1]; "
        "axe.run(document, arguments[0]).then(done, (error) => done(String(error)))"
    )
    found = chrome.execute_async_script(script, options)
    told = [
        (rule["id"], rule["help"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]
    ]
    assert any(rule["id"] == "color-contrast" for rule in found["passes"])  # it was looked at
    return told
