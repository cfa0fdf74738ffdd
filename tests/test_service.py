"""The service in this process: what it answers, and what it refuses."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from asgi import Answer, ask

from translit import Entity, Normalizer, Settings, compare

pytest.importorskip("starlette", reason="the extra `serve` is not installed")

from jsonschema import Draft202012Validator

from translit.service import Access, Limits, create_app
from translit.service.access_log import shown
from translit.service.guard import origins_of
from translit.service.refusal import PROBLEM_JSON

HOSTILE = "<script>alert(1)</script>\u202e\x00\ud800"


def listed() -> Normalizer:
    return Normalizer.from_entities(
        [
            Entity("person/reznikov", "Oleksii Reznikov", "person", country="UA", aliases=["Alex Reznikov"]),
            Entity("person/kostin-ru", "Andrey Kostin", "person", country="RU"),
            Entity("person/kostin-ua", "Andriy Kostin", "person", country="UA"),
            Entity("place/kyiv", "Kyiv", "place", country="UA", aliases=["Kiev"], native={"uk": "Київ"}),
        ]
    )


@pytest.fixture(scope="module")
def app() -> Any:
    n = listed()
    return create_app(lambda: n)


@pytest.fixture(scope="module")
def described(app: Any) -> dict[str, Any]:
    described: dict[str, Any] = ask(app, "GET", "/openapi.json").json
    return described


def post(app: Any, path: str, body: object, **headers: str) -> Answer:
    return ask(app, "POST", path, body, headers)


def conforms(described: dict[str, Any], name: str, value: object) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    Draft202012Validator(schema).validate(value)
    return True


def problem(answer: Answer, status: int) -> dict[str, Any]:
    assert (answer.status, answer.headers["content-type"]) == (status, PROBLEM_JSON)
    told: dict[str, Any] = answer.json
    assert told["status"] == status
    assert "Traceback" not in answer.text
    return told


def test_a_name_is_answered_as_by_the_library(app: Any, described: dict[str, Any]) -> None:
    answer = post(app, "/normalize", {"name": "Aleksey Reznikow"})
    assert answer.json == json.loads(json.dumps(listed().normalize("Aleksey Reznikow").to_dict()))
    assert conforms(described, "Match", answer.json)


def test_a_list_is_answered_in_order(app: Any, described: dict[str, Any]) -> None:
    names = ["Kiev", "Nobody Here", "Київ", "Alex Reznikov"] * 20
    answer = post(app, "/normalize", {"name": names})
    assert [of["query"] for of in answer.json] == names
    assert [of["id"] for of in answer.json][:4] == ["place/kyiv", None, "place/kyiv", "person/reznikov"]
    assert conforms(described, "Matches", answer.json)


def test_kind_country_limit_and_threshold_are_taken(app: Any) -> None:
    n = listed()
    assert post(app, "/normalize", {"name": "Kiev", "kind": "person"}).json["status"] == "unmatched"
    answer = post(app, "/normalize", {"name": "A. Kostin", "country": "ua"}).json
    assert answer == json.loads(json.dumps(n.normalize("A. Kostin", country="UA").to_dict()))
    assert len(post(app, "/normalize", {"name": "Kostin", "limit": 1}).json["candidates"]) == 1
    strict = n.with_settings(Settings(threshold=0.999)).normalize("Kiev")
    assert post(app, "/normalize", {"name": "Kiev", "threshold": 0.999}).json["status"] == strict.status.value
    assert strict.status.value != n.normalize("Kiev").status.value


def test_a_date_is_taken() -> None:
    entities = [
        Entity("p/1", "Ann Lee", "person", since="1850", until="1900"),
        Entity("p/2", "Ann Lee", "person", since="1960"),
    ]
    n = Normalizer.from_entities(entities)
    app = create_app(lambda: n)
    answer = post(app, "/normalize", {"name": "Ann Lee", "when": "1880-05"}).json
    assert answer == json.loads(json.dumps(n.normalize("Ann Lee", when="1880-05").to_dict()))
    assert answer["id"] == "p/1"
    assert "date" in problem(post(app, "/normalize", {"name": "Ann Lee", "when": "5/1880"}), 422)["detail"]


def test_a_mode_takes_the_place_of_the_threshold_that_the_table_was_opened_with() -> None:
    n = listed().with_settings(Settings(threshold=0.999))
    app = create_app(lambda: n)
    assert post(app, "/normalize", {"name": "Kiev"}).json["status"] == "ambiguous"
    assert post(app, "/normalize", {"name": "Kiev", "mode": "balanced"}).json["status"] == "matched"


def test_explain_adds_the_answer_in_words(app: Any) -> None:
    answer = post(app, "/normalize", {"name": "Kiev", "explain": True}).json
    assert answer["explanation"] == listed().normalize("Kiev").explain()
    assert "explanation" not in post(app, "/normalize", {"name": "Kiev", "explain": False}).json


def test_two_names_a_text_and_a_scheme(app: Any, described: dict[str, Any]) -> None:
    pair = {"a": "Aleksander Phomin", "b": "Александр Фомин"}
    answer = post(app, "/compare", pair).json
    assert answer == json.loads(json.dumps(compare(*pair.values()).to_dict()))
    assert conforms(described, "Comparison", answer)
    text = "Talks in Kiev with Alex Reznikov"
    found = post(app, "/find", {"text": text}).json
    assert [m["surface"] for m in found["mentions"]] == ["Kiev", "Alex Reznikov"]
    assert conforms(described, "Mentions", found)
    assert post(app, "/rewrite", {"text": text, "mode": "strict"}).json["text"] == listed().rewrite(text)
    asked = {"text": "Щукин", "lang": "ru", "scheme": "iso-9"}
    assert post(app, "/romanize", asked).json == {"text": "Ŝukin"}


def test_other_spellings_of_a_name_are_listed(app: Any, described: dict[str, Any]) -> None:
    answer = post(app, "/variants", {"name": "Aleksei Reznikov", "limit": 5}).json
    assert conforms(described, "Variants", answer)
    assert "Aleksey Reznikov" in answer["variants"]
    assert len(answer["variants"]) == 5
    assert len(post(app, "/variants", {"name": "Aleksei"}).json["variants"]) == 20
    assert "1 to 1000" in problem(post(app, "/variants", {"name": "Kiev", "limit": 0}), 422)["detail"]


def test_an_entity_is_told_with_all_its_names(app: Any, described: dict[str, Any]) -> None:
    answer = ask(app, "GET", "/entity/place/kyiv")
    assert answer.json["native"] == {"uk": ["Київ"]}
    assert [alias["text"] for alias in answer.json["aliases"]] == ["Kiev"]
    assert conforms(described, "Entity", answer.json)
    assert "place/lviv" in problem(ask(app, "GET", "/entity/place/lviv"), 404)["detail"]


def test_health_says_which_table_answers(app: Any, described: dict[str, Any]) -> None:
    answer = ask(app, "GET", "/health").json
    assert (answer["status"], answer["entities"]) == ("ok", 4)
    assert answer["table_version"] == listed().table_version
    assert conforms(described, "Health", answer)


def test_what_is_described_is_what_is_served(app: Any, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if method != "post":
                continue
            content = operation["requestBody"]["content"]["application/json"]
            Draft202012Validator(content["schema"]).validate(content["example"])
            answer = post(app, path, content["example"])
            assert answer.status == 200, path
            name = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            assert conforms(described, name.rpartition("/")[2], answer.json)


@pytest.mark.parametrize(
    ("path", "body", "field", "said"),
    [
        ("/normalize", {}, "/name", "missing"),
        ("/normalize", {"name": 7}, "/name", "must be a string"),
        ("/normalize", {"name": ["Kiev", None]}, "/name", "item 1"),
        ("/normalize", {"name": "Kiev", "kind": "planet"}, "/kind", "person, place, org"),
        ("/normalize", {"name": "Kiev", "kind": ["person"]}, "/kind", "person, place, org"),
        ("/normalize", {"name": "Kiev", "country": "UK"}, "/country", "write GB"),
        ("/normalize", {"name": "Kiev", "limit": 0}, "/limit", "from 1"),
        ("/normalize", {"name": "Kiev", "limit": True}, "/limit", "from 1"),
        ("/normalize", {"name": "Kiev", "threshold": 0.5}, "/threshold", "above 0.5"),
        ("/normalize", {"name": "Kiev", "threshold": 10**400}, "/threshold", "above 0.5"),
        ("/normalize", {"name": "Kiev", "explain": "yes"}, "/explain", "true or false"),
        ("/normalize", {"name": "Kiev", "kinds": "person"}, "/kinds", "did you mean 'kind'"),
        ("/normalize", {"name": "x" * 1001}, "/name", "1,000 are allowed"),
        ("/normalize", {"name": ["x"] * 1001}, "/name", "1,000 are allowed"),
        ("/find", {"text": "Kiev", "mode": {"a": 1}}, "/mode", "strict"),
        ("/find", {"text": "x" * 100_001}, "/text", "100,000 are allowed"),
        ("/compare", {"a": "x"}, "/b", "missing"),
    ],
)
def test_a_wrong_field_is_named_with_what_to_give(
    app: Any, described: dict[str, Any], path: str, body: object, field: str, said: str
) -> None:
    told = problem(post(app, path, body), 422)
    assert [error["field"] for error in told["errors"]] == [field]
    assert said in told["errors"][0]["problem"]
    assert conforms(described, "Problem", told)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"name": NaN}', "no value of JSON"),
        (b'{"name": ' + b"9" * 10_000 + b"}", "no JSON"),
        (b"[]", "an array"),
        (b"null", "null"),
    ],
)
def test_a_body_that_is_no_json_is_refused(app: Any, body: bytes, said: str) -> None:
    assert said in problem(post(app, "/normalize", body), 422)["detail"]


@pytest.mark.parametrize(
    ("path", "example"),
    [
        ("/normalize", '{"name":"Aekxei Reznikov"}'),
        ("/find", '{"text":"Talks in Kiev"}'),
        ("/reconcile/1.0-draft/reconcile", '{"queries": [{"conditions": ['),
        ("/reconcile/1.0-draft/extend", '{"ids": ["place/kyiv"], "properties": ['),
    ],
)
def test_a_body_that_is_no_json_is_told_what_is_taken_there(app: Any, path: str, example: str) -> None:
    assert f"Send JSON, such as {example}" in problem(post(app, path, b"{"), 422)["detail"]


def test_an_error_of_a_scheme_says_the_near_ones(app: Any) -> None:
    asked = {"text": "Щукин", "lang": "ru", "scheme": "iso-9x"}
    assert "iso-9" in problem(post(app, "/romanize", asked), 422)["detail"]


def test_the_page_loads_nothing_and_runs_nothing_but_its_own(app: Any) -> None:
    answer = ask(app, "GET", "/")
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", answer.text)
    for forbidden in (
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "/*style*/",
        "/*script*/",
    ):
        assert forbidden not in answer.text


def test_names_are_data(app: Any) -> None:
    answer = post(app, "/normalize", {"name": HOSTILE, "explain": True})
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json["query"] == HOSTILE
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_what_is_not_there_is_a_problem_too(app: Any) -> None:
    assert problem(ask(app, "GET", "/nothing"), 404)
    assert problem(ask(app, "GET", "/normalize"), 405)
    assert ask(app, "GET", "/normalize").headers["allow"] == "POST"


@pytest.mark.parametrize("address", ["/nothing?name=Jos\udce9", "/reconcile?x=\udca8", "/health?\udcff"])
def test_an_address_whose_query_is_no_text_is_refused(app: Any, address: str) -> None:
    told = problem(ask(app, "GET", address), 400)
    assert told["detail"] == "the query of the address is not UTF-8. Write its letters as %C3%A9"


def test_a_body_has_a_size_and_a_time() -> None:
    small = create_app(listed, limits=Limits(body_bytes=100, body_seconds=0.05, query_bytes=10))
    assert problem(post(small, "/normalize", {"name": "x" * 100}), 413)
    assert problem(post(small, "/normalize", b"{}", **{"content-length": "9" * 30}), 413)
    assert problem(post(small, "/normalize", b"{}", **{"content-length": "-1"}), 413)
    slow = ask(small, "POST", "/normalize", pieces=[b'{"name"', 1.0, b': "Kiev"}'])
    assert "within 0.05 seconds" in problem(slow, 408)["detail"]
    undeclared = ask(small, "POST", "/normalize", pieces=[b"x" * 60] * 1000)
    assert problem(undeclared, 413)
    assert problem(ask(small, "GET", "/health?" + "x" * 11), 413)


def test_work_has_a_time_and_a_number() -> None:
    hurried = create_app(listed, limits=Limits(work_seconds=0.0))
    answer = post(hurried, "/normalize", {"name": ["Kiev"] * 100})
    assert "seconds" in problem(answer, 503)["detail"]
    assert answer.headers["retry-after"] == "1"
    full = create_app(listed, limits=Limits(pending=0))
    assert "wait already" in problem(post(full, "/find", {"text": "Kiev"}), 503)["detail"]
    assert post(full, "/normalize", {"name": "Kiev"}).status == 200


def test_a_key_is_asked_for() -> None:
    app = create_app(listed, access=Access(key="a-long-enough-key", is_local=False))
    refused = post(app, "/normalize", {"name": "Kiev"})
    assert problem(refused, 401)
    assert refused.headers["www-authenticate"] == "Bearer"
    for name, value, status in (
        ("Authorization", "Bearer a-long-enough-key", 200),
        ("Authorization", "bearer a-long-enough-key", 200),
        ("X-API-Key", "a-long-enough-key", 200),
        ("X-API-Key", "a-long-enough-kez", 401),
        ("Authorization", "Basic a-long-enough-key", 401),
        ("Authorization", "Bearer ", 401),
        ("X-API-Key", "\xff", 401),
    ):
        assert post(app, "/normalize", {"name": "Kiev"}, **{name: value}).status == status
    assert ask(app, "GET", "/health").status == 200
    assert ask(app, "GET", "/entity/place/kyiv").status == 401


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8765", "127.0.0.1:1", "127.0.0.2:80", "[::1]:8765", "[::1]", "LOCALHOST."],
)
def test_the_loopback_answers_by_its_own_names(app: Any, host: str) -> None:
    assert ask(app, "GET", "/health", headers={"host": host}).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "",
        "127.0.0.1.evil.example:80",
        "[::1].evil",
        "::1",
        "10.0.0.1",
    ],
)
def test_the_loopback_does_not_answer_by_a_foreign_name(app: Any, host: str) -> None:
    assert problem(ask(app, "GET", "/health", headers={"host": host}), 421)


def test_pages_of_this_machine_may_read_and_foreign_ones_may_not(app: Any) -> None:
    allowed = "access-control-allow-origin"
    local = post(app, "/normalize", {"name": "Kiev"}, origin="http://127.0.0.1:3333")
    assert local.headers[allowed] == "http://127.0.0.1:3333"
    assert "Origin" in local.headers["vary"]
    for origin in (
        "https://evil.example",
        "http://localhost.evil.example",
        "null",
        "http://127.0.0.1:3333@x",
    ):
        assert allowed not in post(app, "/normalize", {"name": "Kiev"}, origin=origin).headers
    asked = {"origin": "http://localhost:3333", "access-control-request-method": "POST"}
    leave = ask(app, "OPTIONS", "/normalize", headers=asked)
    assert leave.status == 204
    assert "POST" in leave.headers["access-control-allow-methods"]


def test_an_origin_can_be_allowed() -> None:
    app = create_app(
        listed, access=Access(origins=origins_of(["https://refine.example.org"]), is_local=False)
    )
    answer = post(app, "/normalize", {"name": "Kiev"}, origin="https://refine.example.org")
    assert answer.headers["access-control-allow-origin"] == "https://refine.example.org"
    answer = post(app, "/normalize", {"name": "Kiev"}, origin="http://localhost:3333")
    assert "access-control-allow-origin" not in answer.headers
    with pytest.raises(ValueError, match=r"refine\.example\.org"):
        origins_of(["refine.example.org"])


def test_requests_are_logged_with_times_and_without_names(app: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "translit.service.access"):
        post(app, "/normalize", {"name": "Secret Person"})
        ask(app, "GET", "/nothing?name=Secret")
    told = [record.getMessage() for record in caplog.records]
    assert told[0].startswith("127.0.0.1 POST /normalize 200 ")
    assert told[0].endswith(" ms")
    assert told[1].startswith("127.0.0.1 GET /nothing 404 ")
    assert "Secret" not in "".join(told)
    assert shown(b"/a\n127.0.0.1 GET / 200") == "/a%0A127.0.0.1%20GET%20/%20200"


def test_an_error_of_the_service_is_told_to_the_log_alone() -> None:
    def broken() -> Normalizer:
        raise OSError("/secret/path")

    with pytest.raises(OSError, match="secret"):  # the server logs it
        post(create_app(broken), "/normalize", {"name": "Kiev"})


def test_the_service_over_the_box_can_be_imported() -> None:
    from translit.service import app

    assert post(app, "/normalize", {"name": "Aekxei Reznikov"}).json["id"] == "person/oleksii-reznikov"
