"""`translit mcp`, asked by the client of the official SDK: in this process, and over a pipe."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from asgi import ROOT

from translit import Normalizer

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

import mcp

from translit.service.agents import agent_server
from translit.service.limits import Limits

TOOLS = {"normalize", "compare", "find", "cluster", "romanize", "variants"}


def asked(server: Any, work: Callable[[Any], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with mcp.Client(server) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(run(), 60))


def call(server: Any, tool: str, **given: object) -> Any:
    """Return what a tool answers; its text and its structure say the same."""
    answer = asked(server, lambda client: client.call_tool(tool, given))
    assert not answer.is_error, answer.content
    return answer.structured_content


@pytest.fixture(scope="module")
def server(box: Normalizer) -> Any:
    return agent_server(box)


def test_every_tool_is_described_with_an_example(server: Any) -> None:
    tools = asked(server, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert "Example: " in tool.description
        assert tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), (tool.name, name)


def test_names_are_answered(server: Any) -> None:
    names = ["Aekxei Reznikov", "Andrei Kostin", "Nobody Whatsoever"]
    answers = call(server, "normalize", names=names)["answers"]
    assert [(of["query"], of["status"], of["id"]) for of in answers] == [
        ("Aekxei Reznikov", "matched", "person/oleksii-reznikov"),
        ("Andrei Kostin", "ambiguous", None),
        ("Nobody Whatsoever", "unmatched", None),
    ]
    assert answers[0]["candidates"] == []
    assert {of["name"] for of in answers[1]["candidates"]} == {"Andrey Kostin", "Andriy Kostin"}
    assert "aekxei" in answers[0]["reason"]
    assert call(server, "normalize", names=["Kiev"], kind="person")["answers"][0]["id"] is None
    kostin = call(server, "normalize", names=["Andrei Kostin"], country="UA")["answers"][0]
    assert kostin["name"] == "Andriy Kostin"


def test_names_are_compared_found_grouped_and_romanized(server: Any) -> None:
    said = call(server, "compare", a="Aleksander Phomin", b="Александр Фомин")
    assert said["is_likely_one"]
    assert "more likely one name" in said["explanation"]
    assert not call(server, "compare", a="Andrei Reznikov", b="Sergei Reznikov")["is_likely_one"]
    text = "\N{DOVE OF PEACE} Vladimir Medinsky came to Kiev."
    mentions = call(server, "find", text=text)["mentions"]
    assert [text[of["start"] : of["end"]] for of in mentions] == ["Vladimir Medinsky", "Kiev"]
    assert [of["name"] for of in mentions] == ["Vladimir Medinsky", "Kyiv"]
    groups = call(server, "cluster", names=["Sergei Lavrov", "Сергей Лавров", "Sergei Shoigu"])["groups"]
    assert [sorted(of["spellings"]) for of in groups] == [
        ["Sergei Lavrov", "Сергей Лавров"],
        ["Sergei Shoigu"],
    ]
    assert call(server, "romanize", text="Запоріжжя", lang="uk") == {"text": "Zaporizhzhia"}
    spelled = call(server, "variants", name="Aleksei Reznikov", limit=5)["variants"]
    assert "Aleksey Reznikov" in spelled
    assert len(spelled) == 5


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("normalize", {"names": ["Kiev"], "country": "UK"}, "write GB"),
        ("normalize", {"names": ["x"] * 3}, "2 are allowed"),
        ("normalize", {"names": ["x" * 11]}, "at most 10 characters"),
        ("normalize", {"names": "Kiev"}, "names"),
        ("find", {"text": "x" * 21}, "at most 20 characters"),
        ("variants", {"name": "Kiev", "limit": 1_000}, "100"),
        ("variants", {"name": "x" * 11}, "at most 10 characters"),
        ("romanize", {"text": "Щ", "scheme": "iso-9x"}, "iso-9"),
    ],
)
def test_a_wrong_question_says_what_to_do(box: Normalizer, tool: str, given: Any, said: str) -> None:
    server = agent_server(box, Limits(names=2, name_characters=10, text_characters=20))
    answer = asked(server, lambda client: client.call_tool(tool, given))
    assert answer.is_error
    assert said in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_over_a_pipe_with_a_list_of_ones_own(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("id,name,kind\nc/1,Ann Lee,person\n", encoding="utf-8")
    command = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "translit", "mcp", "--tables", str(table)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=str(tmp_path),
    )
    assert call(command, "normalize", names=["Lee, Ann"])["answers"][0]["id"] == "c/1"
