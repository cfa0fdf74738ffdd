"""The reconciliation service: both versions, by the shapes that their text asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from asgi import Answer, Server, ask, served
from reconciliation_schemas import V02, V10, conforms

from translit import Entity, Normalizer

pytest.importorskip("starlette", reason="the extra `serve` is not installed")

from translit.service import Access, Limits, create_app
from translit.service.columns import Columns, rows_of_all, write_columns

HOSTILE = "</script><script>alert(1)</script>"
FORM = {"content-type": "application/x-www-form-urlencoded"}
LIST = (
    "id,name,kind,country,aliases,note,Born,Phone\n"
    "p/1,Ivan Petrenko,person,UA,Іван Петренко|I. Petrenko,minister,1971-03-05,\n"
    "p/2,Ivan Petrenko,person,UA,,farmer,1988,555\n"
    "p/3,Ivan Petrenko,person,PL,,,1950,\n"
    "p/4,Maria Kowal,person,PL,,,,777\n"
    "o/1,Petrenko Steel LLC,org,UA,,,,\n"
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def app(table: Path) -> Any:
    n = Normalizer.from_table(table)
    file = table.with_suffix(".sqlite")
    write_columns(rows_of_all([table], {}), file)
    return create_app(lambda: n, open_columns=lambda: Columns(file))


@pytest.fixture(scope="module")
def box_app(box: Normalizer) -> Any:
    return create_app(lambda: box)


def form(app: Any, **given: object) -> Answer:
    body = urlencode({name: json.dumps(value) for name, value in given.items()}).encode()
    return ask(app, "POST", "/reconcile", body, FORM)


def one(app: Any, query: dict[str, object]) -> list[dict[str, Any]]:
    answer = form(app, queries={"q": query})
    assert conforms(V02["results"], answer.json)
    found: list[dict[str, Any]] = answer.json["q"]["result"]
    return found


def one_10(app: Any, *conditions: dict[str, object], **more: object) -> list[dict[str, Any]]:
    batch = {"queries": [{"conditions": conditions, **more}]}
    answer = ask(app, "POST", "/reconcile/1.0-draft/reconcile", batch)
    assert conforms(V10["results"], answer.json)
    found: list[dict[str, Any]] = answer.json["results"][0]["candidates"]
    return found


def name(text: object, **more: object) -> dict[str, object]:
    return {"matchType": "name", "v": text, **more}


def prop(pid: str, value: object, **more: object) -> dict[str, object]:
    return {"matchType": "property", "pid": pid, "v": value, **more}


def matches(found: list[dict[str, Any]]) -> list[str]:
    return [of["id"] for of in found if of["match"]]


def test_the_manifests_are_as_their_versions_say(app: Any) -> None:
    assert conforms(V02["manifest"], (old := ask(app, "GET", "/reconcile").json))
    assert conforms(V10["manifest"], (new := ask(app, "GET", "/reconcile/1.0-draft").json))
    assert old["identifierSpace"] == "http://localhost:8765/entity/"
    assert (
        {of["id"] for of in old["defaultTypes"]}
        == {"person", "place", "org"}
        == {of["id"] for of in new["defaultTypes"]}
    )


def test_a_proxy_is_told_by_its_address() -> None:
    app = create_app(public_url="https://names.example.org/")
    told = ask(app, "GET", "/reconcile").json
    assert told["view"]["url"] == "https://names.example.org/reconcile/view?id={{id}}"


def test_a_batch_is_answered_by_name(box_app: Any) -> None:
    queries = {
        "a": {"query": "Aekxei Reznikov", "limit": 3},
        "b": {"query": "Харків", "type": "place"},
        "c": {"query": "Nobody Whatsoever", "type": ["person", "org"]},
    }
    for answer in (
        form(box_app, queries=queries),
        ask(box_app, "GET", "/reconcile?" + urlencode({"queries": json.dumps(queries)})),
    ):
        assert conforms(V02["results"], answer.json)
        assert {q: matches(of["result"]) for q, of in answer.json.items()} == {
            "a": ["person/oleksii-reznikov"],
            "b": ["place/kharkiv"],
            "c": [],
        }
        assert len(answer.json["a"]["result"]) <= 3


def test_a_script_gets_a_call_of_its_function(box_app: Any) -> None:
    queries = json.dumps({"q": {"query": HOSTILE}})
    answer = ask(box_app, "GET", "/reconcile?" + urlencode({"queries": queries, "callback": "jQuery1_2"}))
    assert answer.headers["content-type"] == "application/javascript"
    assert answer.text.startswith("/**/jQuery1_2({")
    assert conforms(V02["results"], json.loads(answer.text.removeprefix("/**/jQuery1_2(").removesuffix(");")))
    manifest = ask(box_app, "GET", "/reconcile?callback=f").text
    assert conforms(V02["manifest"], json.loads(manifest.removeprefix("/**/f(").removesuffix(");")))
    assert ask(box_app, "GET", "/reconcile?callback=alert(1)").status == 422


def test_a_script_of_a_foreign_page_is_refused(box_app: Any) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "script"}
    assert ask(box_app, "GET", "/reconcile?callback=f", headers=headers).status == 403
    local = headers | {"sec-fetch-site": "same-site"}
    assert ask(box_app, "GET", "/reconcile?callback=f", headers=local).status == 200


def test_a_type_is_a_constraint(app: Any) -> None:
    assert {of["type"][0]["id"] for of in one(app, {"query": "Petrenko", "type": "org"})} == {"org"}
    assert {of["type"][0]["id"] for of in one(app, {"query": "Petrenko", "type": ["person", "place"]})} == {
        "person"
    }
    assert one(app, {"query": "Petrenko", "type": "planet"}) == []
    assert one(app, {"query": "Petrenko", "type": ""}) != []


def test_features_are_the_terms_of_the_score(box: Normalizer, box_app: Any) -> None:
    best = one(box_app, {"query": "Aekxei Reznikov"})[0]
    contributions = box.normalize("Aekxei Reznikov").candidates[0].contributions
    assert len(best["features"]) == len({of["id"] for of in best["features"]})
    told = sum(of["value"] for of in best["features"])
    assert told == pytest.approx(sum(of.nats for of in contributions), abs=0.01)
    assert best["score"] == pytest.approx(100 * box.normalize("Aekxei Reznikov").score, abs=0.01)


def test_a_country_settles_between_namesakes(app: Any) -> None:
    assert matches(one(app, {"query": "Ivan Petrenko"})) == []
    for country in ("PL", "Poland", "Польща", {"id": "PL", "name": "Polska"}):
        asked = {"query": "Ivan Petrenko", "properties": [{"pid": "country", "v": country}]}
        assert matches(one(app, asked)) == ["p/3"], country
    asked = {"query": "Ivan Petrenko", "properties": [{"pid": "country", "v": "UA"}]}
    assert matches(one(app, asked)) == []


def test_a_date_of_birth_settles_between_namesakes(app: Any) -> None:
    def born(date: object) -> list[str]:
        properties = [{"pid": "since", "v": date}]
        return matches(one(app, {"query": "Ivan Petrenko", "properties": properties}))

    assert born("1971") == born("1971-03-05") == ["p/1"]
    assert born("1988-01-01") == ["p/2"]
    assert born("1971-03-06") == []  # of nobody
    assert born("2001") == []


def test_a_note_or_a_column_of_the_list_speaks_for_who_has_it(app: Any) -> None:
    asked: dict[str, object] = {"query": "Ivan Petrenko", "properties": [{"pid": "column:Phone", "v": "555"}]}
    assert one(app, asked)[0]["id"] == "p/2"
    asked = {"query": "Ivan Petrenko", "properties": [{"pid": "note", "v": "Farmer"}]}
    assert one(app, asked)[0]["id"] == "p/2"
    told = next(of for of in one(app, asked)[0]["features"] if of["id"] == "note")
    assert told["value"] > 0


def test_another_date_of_birth_speaks_against_who_is_alone(app: Any) -> None:
    asked: dict[str, object] = {"query": "Ivan Petrenko", "properties": [{"pid": "country", "v": "PL"}]}
    assert matches(one(app, asked)) == ["p/3"]
    asked["properties"] = [{"pid": "country", "v": "PL"}, {"pid": "since", "v": "1999"}]
    assert matches(one(app, asked)) == []


def test_an_id_is_who_has_it(app: Any) -> None:
    assert [(of["id"], of["score"], of["match"]) for of in one(app, {"query": "p/2"})] == [("p/2", 100, True)]
    assert one(app, {"query": "p/2", "type": "org"}) == []


def test_without_a_name_an_alias_is_one(app: Any) -> None:
    asked: dict[str, object] = {"properties": [{"pid": "alias", "v": "Marija Kowal"}]}
    assert matches(one(app, asked)) == ["p/4"]


def test_conditions_of_the_draft(app: Any) -> None:
    ivan = name("Ivan Petrenko")
    assert matches(one_10(app, ivan)) == []
    assert matches(one_10(app, ivan, prop("country", "PL"), type="person")) == ["p/3"]
    required = one_10(app, ivan, prop("column:Phone", ["555", "777"], required=True))
    assert [of["id"] for of in required] == ["p/2"]
    both = prop("column:Phone", ["555", "777"], required=True, matchQuantifier="all")
    assert one_10(app, ivan, both) == []
    none = one_10(app, ivan, prop("since", ["1988", "1950"], required=True, matchQuantifier="none"))
    assert [of["id"] for of in none] == ["p/1"]
    assert len(one_10(app, ivan, limit=1)) == 1
    assert matches(one_10(app, name(["Marija Kowal", "Maria Kowal"]))) == ["p/4"]
    assert (
        matches(one_10(app, name(["Maria Kowal", "Petrenko Steel LLC"]))) == []
    )  # two names, two who are meant


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        {},
        ["Ivan"],
        [{"v": "Ivan"}],
        [{"matchType": "property", "v": "UA"}],
        [{"matchType": "name", "v": "Ivan", "matchQuantifier": "none"}],
        [{"matchType": "name", "v": "Ivan", "matchQuantifier": "most"}],
        [{"matchType": "name", "v": {"x": 1}}],
    ],
)
def test_a_query_of_the_draft_that_is_none(app: Any, conditions: object) -> None:
    answer = ask(app, "POST", "/reconcile/1.0-draft/reconcile", {"queries": [{"conditions": conditions}]})
    assert answer.status == 422
    assert "query 0" in answer.json["detail"]


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ([], 422),
        ({"q": "Ivan"}, 422),
        ({"q": {}}, 422),
        ({"q": {"query": 7}}, 422),
        ({"q": {"query": "x", "limit": 0}}, 422),
        ({"q": {"query": "x", "limit": "many"}}, 422),
        ({"q": {"query": "x", "properties": ["country"]}}, 422),
        ({"q": {"query": "x", "properties": [{"v": "UA"}]}}, 422),
        ({"q": {"query": "x" * 1001}}, 422),
        ({f"q{number}": {"query": "x"} for number in range(1001)}, 413),
    ],
)
def test_a_query_that_is_none(app: Any, queries: object, status: int) -> None:
    assert form(app, queries=queries).status == status


def test_a_form_that_is_none(app: Any) -> None:
    assert ask(app, "POST", "/reconcile", b"\xff", FORM).status == 422
    assert ask(app, "POST", "/reconcile", b"q=1", FORM).status == 422
    broken = ask(app, "POST", "/reconcile", b"queries={", FORM)
    assert broken.status == 422
    assert broken.json["detail"].startswith("what queries holds is no JSON: ")
    assert broken.json["detail"].endswith('. Send JSON, such as {"q0": {"query": "Kiev"}}')


def test_a_batch_has_a_time() -> None:
    app = create_app(Normalizer.builtin, limits=Limits(work_seconds=0.0))
    assert form(app, queries={"q": {"query": "Kiev"}}).status == 503


def test_more_columns(app: Any) -> None:
    pids = ["name", "country", "alias", "native", "since", "column:Phone", "note", "kind"]
    query = {"ids": ["p/1", "p/4", "none"], "properties": [{"id": pid} for pid in pids]}
    answer = form(app, extend=query).json
    assert conforms(V02["extended"], answer)
    assert [of["name"] for of in answer["meta"]][4:6] == ["Born, founded", "Phone"]
    assert answer["rows"]["p/1"] == {
        "name": [{"str": "Ivan Petrenko"}],
        "country": [{"str": "UA"}],
        "alias": [{"str": "Іван Петренко"}, {"str": "I. Petrenko"}],
        "native": [],
        "since": [{"str": "1971-03-05"}],
        "column:Phone": [],
        "note": [{"str": "minister"}],
        "kind": [{"str": "person"}],
    }
    assert set(map(str, answer["rows"]["none"].values())) == {"[]"}
    new = ask(app, "POST", "/reconcile/1.0-draft/extend", query).json
    assert conforms(V10["extended"], new)
    assert new["rows"][0]["properties"][2] == {"id": "alias", "values": answer["rows"]["p/1"]["alias"]}


def test_values_of_a_column_are_limited(box_app: Any) -> None:
    for limit, count in ((1, 1), ("2", 2)):
        wanted = [{"id": "native", "settings": {"limit": limit}}, {"id": "native:uk"}]
        answer = form(box_app, extend={"ids": ["place/kyiv"], "properties": wanted}).json
        assert len(answer["rows"]["place/kyiv"]["native"]) == count
        assert answer["rows"]["place/kyiv"]["native:uk"] == [{"str": "Київ"}]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ([], 422),
        ({"ids": "p/1", "properties": []}, 422),
        ({"ids": ["p/1"], "properties": ["country"]}, 422),
        ({"ids": ["p/1"], "properties": [{"id": "column:Salary"}]}, 422),
        ({"ids": [str(n) for n in range(10_001)], "properties": [{"id": "name"}]}, 413),
    ],
)
def test_more_columns_that_are_none(app: Any, query: object, status: int) -> None:
    assert form(app, extend=query).status == status


@pytest.mark.parametrize("root", ["/reconcile", "/reconcile/1.0-draft"])
def test_beginnings_are_suggested(box_app: Any, root: str) -> None:
    def suggest(what: str, prefix: str, **more: object) -> list[dict[str, Any]]:
        answer = ask(box_app, "GET", f"{root}/suggest/{what}?" + urlencode({"prefix": prefix, **more}))
        assert conforms(V02["suggested"], answer.json)
        found: list[dict[str, Any]] = answer.json["result"]
        return found

    assert suggest("entity", "Kyi")[0]["id"] == "place/kyiv"
    assert suggest("entity", "place/kyiv")[0]["id"] == "place/kyiv"
    assert suggest("entity", "Резник")[0]["name"].endswith("Reznikov")
    assert "person/oleksii-reznikov" in [of["id"] for of in suggest("entity", "Reznik")]
    assert suggest("entity", "") == []
    first, second = suggest("entity", "a"), suggest("entity", "a", cursor=10)
    assert len(first) == len(second) == 10
    assert not {of["id"] for of in first} & {of["id"] for of in second}
    assert [of["id"] for of in suggest("property", "coun")] == ["country"]
    assert [of["id"] for of in suggest("property", "native:uk")] == ["native:uk"]
    assert [of["id"] for of in suggest("type", "")] == ["person", "place", "org"]
    assert [of["id"] for of in suggest("type", "organ")] == ["org"]
    assert ask(box_app, "GET", f"{root}/suggest/planet?prefix=x").status == 404


def flyout(app: Any, what: str, identifier: str, **more: str) -> Answer:
    """Ask for a flyout at the address that the manifest names."""
    path = ask(app, "GET", "/reconcile").json["suggest"][what]["flyout_service_path"]
    wanted = path.replace("${id}", quote(identifier, safe=""))
    return ask(app, "GET", wanted + ("&" + urlencode(more) if more else ""))


def test_what_is_suggested_has_a_flyout(app: Any, box_app: Any) -> None:
    kyiv = flyout(box_app, "entity", "place/kyiv")
    assert conforms(V02["flyout"], kyiv.json)
    assert kyiv.json["id"] == "place/kyiv"
    assert "<dd>Place</dd>" in kyiv.json["html"]
    assert "Київ" in kyiv.json["html"]
    assert "a column of the list" in flyout(app, "property", "column:Phone").json["html"]
    assert "Person" in flyout(app, "type", "person").json["html"]
    script = flyout(box_app, "entity", "place/kyiv", callback="show").body.decode()
    assert script.startswith("/**/show({")
    for what in ("entity", "property", "type"):
        assert flyout(app, what, "nothing").status == 404
    assert ask(app, "GET", "/reconcile/flyout/planet?id=x").status == 404


def test_a_flyout_is_escaped() -> None:
    evil = Entity("e/1", "<script>alert(1)</script>", "person", note="<img src=x onerror=alert(1)>")
    html = flyout(create_app(lambda: Normalizer.from_entities([evil])), "entity", "e/1").json["html"]
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("root", ["/reconcile", "/reconcile/1.0-draft"])
def test_columns_are_proposed(app: Any, root: str) -> None:
    told = ask(app, "GET", f"{root}/extend/propose?type=person").json
    assert conforms(V02["proposed"], told)
    assert {"id": "column:Phone", "name": "Phone", "description": "a column of the list"} in told[
        "properties"
    ]
    assert len(ask(app, "GET", f"{root}/extend/propose?type=person&limit=2").json["properties"]) == 2


def test_a_preview_shows_names_as_data() -> None:
    entity = Entity(HOSTILE, HOSTILE, "person", aliases=[HOSTILE + "2"], note=HOSTILE, wikidata="Q1")
    app = create_app(lambda: Normalizer.from_entities([entity]))
    answer = ask(app, "GET", "/reconcile/preview?" + urlencode({"id": HOSTILE}))
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'self' http://localhost:*" in policy
    assert ask(app, "GET", "/reconcile/preview?id=none").status == 404


def test_with_a_key_the_manifest_alone_is_open() -> None:
    app = create_app(access=Access(key="0123456789abcdef", is_local=False))
    manifest = ask(app, "GET", "/reconcile")
    assert conforms(V02["manifest"], manifest.json)
    assert manifest.json["authentication"]["name"] == "X-API-Key"
    assert ask(app, "GET", "/reconcile?queries={}").status == 401
    assert ask(app, "POST", "/reconcile", b"queries={}", FORM).status == 401
    assert ask(app, "GET", "/reconcile/suggest/entity?prefix=K").status == 401


@pytest.fixture(scope="module")
def server(table: Path) -> Iterator[Server]:
    with served("--tables", str(table), "--workers", "2") as server:
        yield server


def test_workers_share_the_columns_of_the_list(server: Server) -> None:
    for _ in range(4):
        told = server.ask("GET", "/reconcile/extend/propose?type=person").json
        assert "column:Phone" in [of["id"] for of in told["properties"]]


def test_the_client_of_pypi(server: Server) -> None:
    """`reconciler`, https://pypi.org/project/reconciler/, asks as OpenRefine does."""
    reconciler = pytest.importorskip("reconciler", reason="the client `reconciler` is not installed")
    pandas = pytest.importorskip("pandas")
    found = reconciler.reconcile(
        pandas.Series(["Marija Kowal", "Petrenko Steel"]),
        reconciliation_endpoint=f"{server.address}/reconcile",
    )
    assert found[["id", "match", "input_value"]].values.tolist() == [
        ["p/4", True, "Marija Kowal"],
        ["o/1", True, "Petrenko Steel"],
    ]
