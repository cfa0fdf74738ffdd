"""The report page in headless Chromium: what a person sees, with the pointer, with the keyboard,
with a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import SECONDS, barriers, chromium, look, press

from translit import Mention, Normalizer
from translit.report.page import Document, page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

TEXT = (
    "Minister Reznikov met Oleksii Reznikov in Kiev.\n\nHarkov and Kharkiv; Andrei Kostin.\n"
    "التقى محمود عباس في القدس. <script>document.title = 'read as markup'</script>\n"
)
NAMES = ("Oleksii Reznikov", "Kiev", "Harkov", "Kharkiv", "Andrei Kostin", "محمود عباس")


@pytest.fixture(scope="module")
def address(box: Normalizer, tmp_path_factory: pytest.TempPathFactory) -> str:
    mentions = [Mention(at := TEXT.index(name), at + len(name), name, box.normalize(name)) for name in NAMES]
    mentions.append(Mention(9, 17, "Reznikov", box.normalize("Oleksii Reznikov")))
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page([Document("talks.txt", TEXT, mentions)]), encoding="utf8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with chromium() as driver:
        yield driver


@pytest.fixture
def opened(chrome: Chrome, address: str) -> Iterator[Chrome]:
    look(chrome, "light")
    chrome.get("about:blank")  # the pointer and the hash of the test before are gone
    chrome.get(address)
    yield chrome
    # no error, and nothing that the content policy had to stop
    assert chrome.get_log("browser") == []


def name(chrome: Chrome, surface: str) -> WebElement:
    return next(m for m in chrome.find_elements("css selector", ".text .mention") if m.text == surface)


def tip(chrome: Chrome) -> WebElement:
    return chrome.find_element("id", "tip")


def wait_for(chrome: Chrome, *, is_shown: bool) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(chrome, SECONDS).until(lambda _: tip(chrome).is_displayed() is is_shown)


def point_at(chrome: Chrome, element: WebElement) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(chrome).move_to_element(element).perform()


def focused(chrome: Chrome) -> WebElement:
    return chrome.switch_to.active_element


def test_the_text_is_on_the_page_as_it_is(opened: Chrome) -> None:
    assert opened.execute_script("return document.querySelector('.text').textContent") == TEXT
    assert opened.title == "Names in talks.txt"


def test_the_pointer_shows_the_explanation_and_leaves_it(opened: Chrome) -> None:
    assert not tip(opened).is_displayed()
    point_at(opened, name(opened, "Kiev"))
    wait_for(opened, is_shown=True)
    assert tip(opened).text.startswith("Kyiv, place, UA, matched")
    assert "place/kyiv" in tip(opened).text
    point_at(opened, tip(opened))  # one can go there, to read and to copy
    assert tip(opened).is_displayed()
    point_at(opened, opened.find_element("tag name", "h1"))
    wait_for(opened, is_shown=False)


def test_the_keyboard_reaches_every_name_and_shows_its_explanation(opened: Chrome) -> None:
    from selenium.webdriver import Keys

    seen = []
    press(opened, Keys.TAB)
    assert focused(opened).text == "Skip to the text"
    for _ in range(len(NAMES) + 1):
        press(opened, Keys.TAB)
        wait_for(opened, is_shown=True)
        seen.append(focused(opened).text)
        described = opened.find_element("id", focused(opened).get_attribute("aria-describedby"))
        assert tip(opened).text.startswith(described.text)
    assert sorted(seen) == sorted([*NAMES, "Reznikov"])
    press(opened, Keys.ESCAPE)
    wait_for(opened, is_shown=False)
    assert focused(opened).text == seen[-1]


def test_enter_keeps_it_open_and_escape_gives_the_focus_back(opened: Chrome) -> None:
    from selenium.webdriver import Keys

    press(opened, Keys.TAB, Keys.TAB, Keys.ENTER)
    wait_for(opened, is_shown=True)
    assert tip(opened).get_attribute("role") == "dialog"
    assert tip(opened).text.startswith("1 of 2")
    assert opened.execute_script("return tip.contains(document.activeElement)")
    press(opened, Keys.ENTER)  # on "next": the other mention of the same person
    assert tip(opened).text.startswith("2 of 2")
    press(opened, Keys.ESCAPE)
    wait_for(opened, is_shown=False)
    assert focused(opened).text == "Oleksii Reznikov"


def test_a_click_keeps_it_open_until_a_click_elsewhere(opened: Chrome) -> None:
    name(opened, "Andrei Kostin").click()
    point_at(opened, opened.find_element("tag name", "h1"))
    wait_for(opened, is_shown=True)
    assert "ambiguous: Andrey Kostin or Andriy Kostin" in tip(opened).text
    opened.find_element("tag name", "h1").click()
    wait_for(opened, is_shown=False)


def test_from_the_table_to_the_mention_and_back(opened: Chrome) -> None:
    row = next(
        row for row in opened.find_elements("css selector", "#entities ~ table tr") if "Kharkiv" in row.text
    )
    first, second = row.find_elements("css selector", "td li a")
    assert {first.text, second.text} == {"3:1", "3:12"}
    second.click()
    target = opened.execute_script("return document.querySelector(':target')")
    assert target.get_attribute("href") == name(opened, target.text).get_attribute("href")
    name(opened, "Kharkiv").click()
    wait_for(opened, is_shown=True)
    tip(opened).find_element("link text", "all spellings").click()
    assert opened.execute_script("return document.querySelector(':target')").text == "Kharkiv"


def test_without_scripts_a_name_leads_to_its_explanation(opened: Chrome, address: str) -> None:
    opened.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened.get("about:blank")
        opened.get(address)
        link = name(opened, "Kiev")
        target = str(link.get_attribute("href")).partition("#")[2]
        link.click()
        assert opened.current_url.endswith(f"#{target}")
        assert opened.find_element("id", target).text.startswith("Kyiv, place, UA, matched")
    finally:
        opened.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_an_unclear_name_is_dotted_and_each_kind_has_a_sign_of_its_own(opened: Chrome) -> None:
    def style(surface: str, *, of: str = "") -> Any:
        script = (
            "const s = getComputedStyle(arguments[0], arguments[1]); return [s.borderBottomStyle, s.content]"
        )
        return opened.execute_script(script, name(opened, surface), of or None)

    assert style("Andrei Kostin")[0] == "dotted"
    assert style("Kiev")[0] == "solid"
    assert style("Kiev", of="::after")[1] != style("Oleksii Reznikov", of="::after")[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("is_open", [False, True])
def test_no_barrier_that_axe_finds(opened: Chrome, scheme: str, is_open: bool) -> None:
    look(opened, scheme)
    if is_open:
        name(opened, "Kiev").click()
        wait_for(opened, is_shown=True)
    assert barriers(opened) == []


def test_light_and_dark_and_paper_differ(opened: Chrome) -> None:
    def ground() -> Any:
        return opened.execute_script("return getComputedStyle(document.body).backgroundColor")

    light = ground()
    look(opened, "dark")
    dark = ground()
    look(opened, "dark", "print")
    assert light == ground() == "rgb(255, 255, 255)"
    assert dark != light


def test_a_narrow_window_needs_no_sideways_scrolling(opened: Chrome) -> None:
    opened.set_window_size(500, 800)
    try:
        fits = "const page = document.documentElement; return page.scrollWidth <= page.clientWidth"
        assert opened.execute_script(fits)
        name(opened, "Kiev").click()
        wait_for(opened, is_shown=True)
        assert opened.execute_script(fits)
        assert opened.execute_script("return tip.getBoundingClientRect().left >= 0")
    finally:
        opened.set_window_size(1000, 900)


def names_shown(chrome: Chrome) -> list[str]:
    heads = chrome.find_elements("css selector", "section.wide:has(#entities) tbody th")
    return [head.text for head in heads if head.is_displayed()]


def test_a_table_is_sorted_by_the_buttons_in_its_head(opened: Chrome) -> None:
    head = opened.find_element("css selector", "section.wide:has(#entities) thead th")
    given = names_shown(opened)
    head.find_element("tag name", "button").click()
    assert names_shown(opened) == sorted(given)
    assert head.get_attribute("aria-sort") == "ascending"
    head.find_element("tag name", "button").click()
    assert names_shown(opened) == sorted(given, reverse=True)


def test_a_table_is_filtered_as_one_types(opened: Chrome) -> None:
    section = opened.find_element("css selector", "section.wide:has(#entities)")
    section.find_element("tag name", "input").send_keys("harkov")
    assert names_shown(opened) == ["Kharkiv"]
    assert section.find_element("tag name", "output").text.startswith("1 of ")


def test_the_csv_has_the_rows_that_are_shown_and_no_formula(opened: Chrome) -> None:
    opened.execute_script(
        "window.saved = []; const blob = window.Blob;"
        "window.Blob = class extends blob { constructor(parts, of) {"
        " super(parts, of); window.saved.push(parts[1]); } };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "document.querySelector('section.wide:has(#entities) tbody th bdi').textContent = '=1+1';"
    )
    section = opened.find_element("css selector", "section.wide:has(#entities)")
    section.find_element("tag name", "input").send_keys("=1+1")
    section.find_element("xpath", ".//button[.='CSV']").click()
    (saved,) = opened.execute_script("return window.saved")
    head, row, end = saved.split("\r\n")
    assert head == '"name","what","id","times","spellings, and where"'
    assert row.startswith('"\'=1+1","')
    assert end == ""
