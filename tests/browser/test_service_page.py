"""The page of the service in headless Chromium: names, a text, a table, by pointer and keyboard."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from asgi import ROOT, Server, served
from chromium import SECONDS, barriers, chromium, look, press

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

HOSTILE = "<img src=x onerror=\"document.title='read as markup'\">"
TABLE = (
    "person,city\r\n"
    "Aekxei Reznikov,Kiev\r\n"
    '"Kostin, Andrei",Moscow\r\n'
    f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",\r\n'
    "Our Friend Alyosha,\r\n"
)


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def chrome(downloads: Path) -> Iterator[Chrome]:
    with chromium() as driver:
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
        )
        yield driver


@pytest.fixture(scope="module")
def server(chrome: Chrome) -> Iterator[Server]:
    with served() as server:
        yield server


@pytest.fixture
def opened(chrome: Chrome, server: Server) -> Iterator[Chrome]:
    look(chrome, "light")
    chrome.get("about:blank")
    chrome.get(server.address)
    yield chrome
    # no error, and nothing that the content policy had to stop
    assert chrome.get_log("browser") == []
    assert chrome.title.startswith("translit")


def find(chrome: Chrome, selector: str) -> list[WebElement]:
    return chrome.find_elements("css selector", selector)


def wait(chrome: Chrome, condition: Any) -> Any:
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(chrome, SECONDS, ignored_exceptions=[StaleElementReferenceException]).until(
        condition
    )


def said(chrome: Chrome, element: str, text: str) -> None:
    """Wait until an element says *text*."""
    wait(chrome, lambda _: text in chrome.find_element("id", element).text)


def put(chrome: Chrome, element: str, text: str) -> None:
    chrome.find_element("id", element).send_keys(text)


def dropped(chrome: Chrome, name: str, text: str) -> None:
    """Drop a file on the page."""
    script = (
        "const data = new DataTransfer();"
        "data.items.add(new File([arguments[1]], arguments[0], {type: arguments[2]}));"
        "const options = {dataTransfer: data, bubbles: true, cancelable: true};"
        "document.body.dispatchEvent(new DragEvent('drop', options));"
    )
    chrome.execute_script(script, name, text, "text/csv" if name.endswith(".csv") else "text/plain")


def test_a_name_is_answered_as_it_is_typed(opened: Chrome) -> None:
    put(opened, "names", "Aekxei Reznikov")
    said(opened, "names-status", "1 name: 1 matched")
    card = find(opened, ".answer")[0]
    assert "Oleksii Reznikov" in card.text
    assert "person/oleksii-reznikov" in card.text
    assert len(find(opened, ".waterfall:first-of-type tr")) == 11  # ten terms, and the others together
    widths = [bar.size["width"] for bar in find(opened, ".flow i")]
    assert max(widths) > 20
    apart = [letter.text for letter in find(opened, ".pairs b")]
    assert apart == ["x", "l", "s"]  # aekxei, aleksei; other scripts and what is the same are not marked
    put(opened, "names", "\nAndrei Kostin\nNobody Whatsoever")
    said(opened, "names-status", "3 names: 1 matched, 1 not clear, 1 nobody")
    assert [card.find_element("tag name", "h2").text for card in find(opened, ".answer")] == [
        "Aekxei Reznikov",
        "Andrei Kostin",
        "Nobody Whatsoever",
    ]


def test_a_kind_is_taken_and_a_wrong_country_is_told(opened: Chrome) -> None:
    put(opened, "names", "Kiev")
    said(opened, "names-status", "1 matched")
    opened.find_element("id", "kind").send_keys("person")
    said(opened, "names-status", "0 matched")
    put(opened, "country", "uk")
    said(opened, "problem", "write GB")
    put(opened, "country", "\b\bua")
    wait(opened, lambda _: not opened.find_element("id", "problem").is_displayed())
    # the browser notes the status of what was refused
    refused = [entry for entry in opened.get_log("browser") if "422" not in entry["message"]]
    assert refused == []


def test_what_is_asked_stands_in_the_address(opened: Chrome, server: Server) -> None:
    put(opened, "names", "Kiev")
    opened.find_element("id", "kind").send_keys("place")
    said(opened, "names-status", "1 matched")
    address = opened.current_url
    assert "names=Kiev" in address
    opened.get("about:blank")
    opened.get(address)
    said(opened, "names-status", "1 matched")
    assert opened.find_element("id", "kind").get_attribute("value") == "place"
    opened.get(f"{server.address}/#tab=text&text=" + "Medinksy%20in%20Kiev")
    said(opened, "text-status", "2 names")


def test_names_are_data(opened: Chrome) -> None:
    put(opened, "names", HOSTILE)
    said(opened, "names-status", "1 name")
    assert find(opened, "main img") == []
    assert HOSTILE in find(opened, ".answer")[0].text


def test_a_text_is_marked_and_a_mark_says_why(opened: Chrome) -> None:
    from selenium.webdriver import Keys

    text = "\N{DOVE OF PEACE} Medinksy met Andrei Kostin in Kiev \N{EM DASH} <b>Харків</b>."
    press(opened, "/")  # the field has the focus: a slash would be typed into it
    opened.find_element("id", "tab-text").click()
    opened.execute_script(
        "const area = document.getElementById('text'); area.value = arguments[0];"
        "area.dispatchEvent(new Event('input'))",
        text,
    )
    said(opened, "text-status", "4 names")
    assert opened.execute_script("return document.getElementById('marked').textContent") == text
    marks = find(opened, "#marked button")
    assert [mark.text for mark in marks] == ["Medinksy", "Andrei Kostin", "Kiev", "Харків"]
    assert [mark.get_attribute("class") for mark in (marks[0], marks[2])] == ["unmatched", "matched"]
    marks[0].send_keys(Keys.ENTER)
    assert "Vladimir Medinsky" in opened.find_element("id", "mention").text
    press(opened, Keys.ESCAPE)
    assert opened.find_element("id", "mention").text == ""
    assert opened.switch_to.active_element == marks[0]


def test_the_keyboard_reaches_the_tabs(opened: Chrome) -> None:
    from selenium.webdriver import Keys

    press(opened, Keys.TAB)
    assert opened.switch_to.active_element.text == "Skip to the content"
    press(opened, Keys.TAB, Keys.ARROW_RIGHT)
    assert opened.switch_to.active_element.text == "A text"
    assert opened.find_element("id", "panel-text").is_displayed()
    press(opened, Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert opened.switch_to.active_element.text == "A table"
    assert not opened.find_element("id", "panel-names").is_displayed()
    press(opened, Keys.ARROW_RIGHT, "/")
    assert opened.switch_to.active_element.get_attribute("id") == "names"


def test_a_dropped_table_is_answered_sorted_filtered_and_decided(
    opened: Chrome, downloads: Path, tmp_path: Path
) -> None:
    dropped(opened, "people.csv", TABLE)
    said(opened, "table-status", "4 names: 1 matched, 1 not clear, 2 nobody")
    rows = find(opened, "#rows tbody tr")
    assert [row.find_elements("tag name", "td")[1].text for row in rows] == [
        "Aekxei Reznikov",
        "Kostin, Andrei",
        HOSTILE,
        "Our Friend Alyosha",
    ]
    find(opened, "[data-column=name]")[0].click()
    find(opened, "[data-column=name]")[0].click()
    assert find(opened, "#rows th[aria-sort=descending]")[0].text == "name"
    assert "Our Friend Alyosha" in find(opened, "#rows tbody tr")[0].text
    opened.find_element("id", "filter").send_keys("not clear")
    wait(opened, lambda _: len(find(opened, "#rows tbody tr")) == 1)
    decision = find(opened, "#rows tbody select")[0]
    chosen = next(o for o in decision.find_elements("tag name", "option") if "kostin" in o.text)
    identifier = str(chosen.get_attribute("value"))
    chosen.click()
    assert find(opened, "#rows tbody tr td.id")[0].text == identifier
    opened.find_element("id", "filter").send_keys("all")
    put(opened, "search", "alyosha")
    wait(opened, lambda _: len(find(opened, "#rows tbody tr")) == 1)

    def downloaded(button: str, name: str) -> str:
        opened.find_element("id", button).click()
        path = downloads / name
        wait(opened, lambda _: path.exists())
        return path.read_text(encoding="utf-8")

    told = list(csv.DictReader(downloaded("csv", "people.translit.csv").splitlines()))
    assert told[0]["translit_id"] == "person/oleksii-reznikov"
    assert told[0]["city"] == "Kiev"
    assert (told[1]["translit_id"], told[1]["translit_decided"]) == (identifier, "yes")
    assert told[2]["person"] == HOSTILE
    lines = [json.loads(line) for line in downloaded("jsonl", "people.translit.jsonl").splitlines()]
    assert lines[1]["translit_id"] == identifier
    assert lines[3]["translit_id"] is None

    overlay = downloads / "people.overlay.yaml"
    assert identifier in downloaded("yaml", overlay.name)

    def answered(*options: str) -> str:
        ended = subprocess.run(
            [sys.executable, "-m", "translit", "normalize", "--format", "json", *options, "Kostin, Andrei"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return str(json.loads(ended.stdout)["id"])

    assert answered() == "None"
    assert answered("--overlay", str(overlay)) == identifier


def test_a_decision_outlives_another_run_but_no_other_column(opened: Chrome) -> None:
    dropped(
        opened,
        "people.csv",
        "person,city\r\n" + "Our Friend Alyosha,Moscow\r\n" * 100 + '"Kostin, Andrei",Kiev\r\n',
    )
    said(opened, "table-status", "101 names: 0 matched, 1 not clear")
    put(opened, "search", "kostin")
    wait(opened, lambda _: len(find(opened, "#rows tbody tr")) == 1)
    decision = find(opened, "#rows tbody select")[0]
    next(o for o in decision.find_elements("tag name", "option") if "kostin" in o.text).click()
    means = find(opened, "#rows tbody td.id")[0].text
    assert "kostin" in means
    opened.find_element("id", "run").click()
    wait(opened, lambda _: opened.find_element("id", "progress").is_displayed() is False)
    said(opened, "table-status", "1 not clear")
    assert not opened.find_element("id", "problem").is_displayed()
    assert find(opened, "#rows tbody td.id")[0].text == means
    opened.find_element("id", "search").clear()
    opened.find_element("id", "column").send_keys("city")
    said(opened, "table-status", "101 rows, not answered yet")
    opened.find_element("id", "run").click()
    said(opened, "table-status", "101 names: 101 matched")
    opened.find_element("id", "filter").send_keys("decided")
    wait(opened, lambda _: find(opened, "#rows tbody tr") == [])


def test_what_is_too_much_is_said(opened: Chrome) -> None:
    script = (
        "const area = document.getElementById(arguments[0]); area.value = arguments[1];"
        "area.dispatchEvent(new Event('input'))"
    )
    opened.execute_script(script, "names", "\n".join(["Kiev"] * 101))
    said(opened, "names-status", "the first of 101 names")
    dropped(opened, "long.txt", "Kiev. " + "-" * 100_000)
    said(opened, "text-status", "The last 6 characters are not read")


def test_a_dropped_text_is_read(opened: Chrome) -> None:
    dropped(opened, "talks.txt", "Medinksy came to Kiev.")
    said(opened, "text-status", "2 names")


def test_a_key_is_asked_for(chrome: Chrome) -> None:
    with served(env={"TRANSLIT_API_KEY": "0123456789abcdef"}) as server:
        chrome.get(server.address)
        put(chrome, "names", "Kiev")
        wait(chrome, lambda _: chrome.find_element("id", "key").is_displayed())
        put(chrome, "key", "0123456789abcdef\n")
        said(chrome, "names-status", "1 matched")
        assert "0123456789abcdef" not in chrome.current_url
        chrome.get_log("browser")  # notes the 401


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["names", "text", "table"])
def test_no_barrier_that_axe_finds(opened: Chrome, scheme: str, what: str) -> None:
    look(opened, scheme)
    if what == "names":
        put(opened, "names", "Aekxei Reznikov\nAndrei Kostin")
        said(opened, "names-status", "2 names")
        find(opened, ".candidates summary")[0].click()
    elif what == "text":
        dropped(opened, "talks.txt", "Medinksy met Andrei Kostin in Kiev.")
        said(opened, "text-status", "3 names")
        find(opened, "#marked button")[0].click()
    else:
        dropped(opened, "people.csv", TABLE)
        said(opened, "table-status", "1 matched")
    assert barriers(opened) == []


def test_a_phone_shows_it_without_scrolling_sideways(opened: Chrome) -> None:
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 700, "deviceScaleFactor": 2, "mobile": True},
    )
    try:
        put(opened, "names", "Aekxei Reznikov")
        said(opened, "names-status", "1 name")
        for what in ("names", "table"):
            if what == "table":
                dropped(opened, "people.csv", TABLE)
                said(opened, "table-status", "1 matched")
            assert opened.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
