"""A language model as coder: what it says is believed as far as the text bears it out."""

from __future__ import annotations

import json
import pickle
import time

import pytest

from making.server import reply, serving
from newsledger.coding.asked import AskedCoder, Endpoint
from newsledger.coding.asked.answers import AnswerError, events
from newsledger.coding.asked.endpoint import AskingError
from newsledger.coding.asked.questions import instructions, portions
from newsledger.coding.codebook import codebook
from newsledger.errors import SetupError
from newsledger.reading import read_row
from newsledger.records import EventType
from newsledger.running.coding import code_batch

PATH = "/v1/chat/completions"
TEXT = "French President Emmanuel Macron visited Berlin on Friday. Kenya imposed sanctions on Uganda last week."
VISIT = {
    "sentence": 1, "type": "CONSULT", "mode": "visit", "trigger": "visited",
    "actor": ["Emmanuel Macron"], "recipient": ["Berlin"], "factuality": "actual",
}  # fmt: skip


def page(text=TEXT):
    return read_row({"text": text, "date": "2023-07-30"}, source="row")


def chat(words):
    return reply(json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}))


def told(*each):
    return chat(json.dumps({"events": list(each)}))


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv("NEWSLEDGER_LLM_KEY", raising=False)


@pytest.fixture
def server():
    with serving({}) as running:
        yield running


@pytest.fixture
def coder(server):
    return AskedCoder(Endpoint(server.url("/v1"), "stub-1", 2))


def coded(coder, server, *each, text=TEXT):
    server.routes[PATH] = told(*each)
    return coder.code(page(text)).reports


# -- what is asked --------------------------------------------------------------------------


def test_the_question_holds_the_codebook_and_the_numbered_sentences(coder, server):
    coded(coder, server)
    (request,) = server.seen
    asked = json.loads(request.body)
    assert (request.method, asked["model"], asked["temperature"]) == ("POST", "stub-1", 0)
    assert [s["text"] for s in json.loads(asked["messages"][1]["content"])["sentences"]] == [
        "French President Emmanuel Macron visited Berlin on Friday.",
        "Kenya imposed sanctions on Uganda last week.",
    ]
    assert all(kind.value in asked["messages"][0]["content"] for kind in EventType)
    assert "deliberate acts that can cause" in instructions()


def test_sentences_without_a_party_are_not_sent(coder, server):
    assert coded(coder, server, text="It rained all day.") == ()
    assert server.seen == []


STATES = ("Kenya", "Uganda", "Chad", "Mali", "Peru", "Chile", "France", "Spain")
PAIRS = [(one, two) for one in STATES for two in STATES if one < two][:25]


def test_long_pages_are_asked_about_in_portions(coder, server):
    coded(coder, server, text="\n\n".join(f"{one} officials warned {two} on Friday." for one, two in PAIRS))
    sizes = [len(json.loads(json.loads(r.body)["messages"][1]["content"])["sentences"]) for r in server.seen]
    assert sizes == [10, 10, 5]
    assert list(portions([])) == []


# -- what is believed -----------------------------------------------------------------------


def test_an_event_that_the_text_bears_out_is_a_report_marked_with_the_model(coder, server):
    (report,) = coded(coder, server, VISIT)
    assert (report.type, report.modes, report.cameo) == ("CONSULT", ("visit",), "042")
    assert [p.name for p in report.actor] == ["Emmanuel Macron"]
    assert [p.country for p in report.recipient] == ["DEU"]
    assert [span.of(TEXT) for span in report.evidence.fields.predicate] == ["visited"]
    assert str(report.when.start) == "2023-07-28"
    assert report.coder.name == "openai/stub-1"
    assert report.coder.codebook == codebook().version
    assert "by stub-1 at 127.0.0.1, for the words 'visited'" in report.why.type
    assert report.confidence == 0.5


def test_factuality_is_the_models_where_it_differs_and_says_what_the_rules_said(coder, server):
    (report,) = coded(coder, server, {**VISIT, "factuality": "planned"})
    assert report.factuality == "planned"
    assert "rules said actual" in report.why.factuality
    (report,) = coded(AskedCoder(coder.endpoint), server, {**VISIT, "factuality": "perhaps"})
    assert report.factuality == "actual"


def test_names_may_come_bare_and_in_fences(coder, server):
    words = json.dumps({"events": [{**VISIT, "actor": "Emmanuel Macron", "extra": [1]}]})
    server.routes[PATH] = chat(f"```json\n{words}\n```")
    assert len(coder.code(page()).reports) == 1


FALSE = {
    "no type": ({"type": "MEET"}, "there is no type 'MEET'"),
    "another's mode": ({"mode": "strike"}, "has no mode 'strike'"),
    "a trigger that is not there": ({"trigger": "travelled"}, "'travelled' does not stand in the sentence"),
    "part of a word": ({"trigger": "visit"}, "'visit' does not stand"),
    "another sentence's trigger": ({"trigger": "imposed"}, "'imposed' does not stand"),
    "no trigger": ({"trigger": " "}, "does not stand"),
    "a party that is not there": ({"actor": ["Olaf Scholz"]}, "'Olaf Scholz' does not stand"),
    "another sentence's party": ({"recipient": ["Uganda"]}, "'Uganda' does not stand"),
    "the trigger as party": ({"actor": ["visited Berlin"]}, "beside the trigger"),
    "no party": ({"actor": [], "recipient": None}, "names no party"),
    "no such sentence": ({"sentence": 3}, "there is no sentence 3"),
    "a sentence before the first": ({"sentence": 0}, "there is no sentence 0"),
    "a number for words": ({"trigger": 7}, "not in the form: trigger"),
    "a word for a number": ({"sentence": "one"}, "not in the form: sentence"),
    "a crowd": ({"actor": ["Macron"] * 500}, "not in the form: actor"),
    "aid to nobody": ({"type": "AID", "mode": None, "recipient": []}, "AID needs a recipient"),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_the_text_does_not_bear_out_is_left_out_with_a_reason(coder, server, caplog, name):
    change, reason = FALSE[name]
    (report,) = coded(coder, server, {**VISIT, **change}, {**VISIT, "sentence": 2, "type": "SANCTION", "mode": None,
                      "trigger": "imposed", "actor": ["Kenya"], "recipient": ["Uganda"]})  # fmt: skip
    assert report.type == "SANCTION"
    assert reason in caplog.text
    assert "stub-1 at 127.0.0.1" in caplog.text


@pytest.mark.parametrize("each", [None, 3, "CONSULT", [], {}, {"sentence": 1}])
def test_what_is_no_event_at_all_is_left_out(coder, server, each):
    assert len(coded(coder, server, each, VISIT)) == 1


def test_one_word_tells_a_type_once(coder, server, caplog):
    assert len(coded(coder, server, VISIT, VISIT)) == 1
    assert "told twice" in caplog.text


def test_a_party_is_not_on_both_sides(coder, server):
    (report,) = coded(coder, server, {**VISIT, "recipient": ["Macron", "Berlin"]})
    assert [p.country for p in report.recipient] == ["DEU"]


# -- useless answers ------------------------------------------------------------------------


def slow(_request, connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(200):
        connection.sendall(b" ")
        time.sleep(0.05)


def endless(_request, connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


USELESS = {
    "nonsense": (chat("Certainly! Here are the events:"), "not JSON"),
    "JSON of another form": (chat('{"answer": []}'), 'no object with a list "events"'),
    "a list": (chat("[]"), 'no object with a list "events"'),
    "no words": (reply(json.dumps({"choices": [{"message": {"content": None}}]})), "without words"),
    "no choices": (reply(json.dumps({"choices": []})), "not in the form of the interface"),
    "no envelope": (reply("<html>"), "not in the form of the interface"),
    "deep JSON": (chat("[" * 100_000), "not JSON"),
    "a huge body": (endless, "larger than 1 MB"),
    "a huge promise": (reply("x", Content_Length="999999999"), "larger than 1 MB"),
    "a slow answer": (slow, "within 1 seconds"),
    "an error": (reply("oops", "500 Internal"), "status 500"),
    "too many questions": (reply("wait", "429 Too Many Requests", Retry_After="3600"), "status 429"),
    "a redirect": (reply(status="307 Moved", Location="http://10.0.0.1/v1"), "redirects more than 0 times"),
    "nothing": (b"", "RemoteDisconnected"),
}  # fmt: skip


@pytest.mark.parametrize("name", USELESS)
def test_a_useless_answer_is_asked_for_once_more_and_then_the_page_is_left_uncoded(server, name):
    server.routes[PATH], reason = USELESS[name]
    outcome = code_batch(AskedCoder(Endpoint(server.url("/v1"), "stub-1", 1)), [page()])
    (uncoded,) = outcome.uncoded
    assert outcome.coded == ()
    assert reason in uncoded.reason
    assert len(server.seen) == 2


def test_a_second_answer_that_is_good_counts(coder, server):
    answers = iter([chat("Hm."), told(VISIT)])
    server.routes[PATH] = lambda *_: next(answers)
    assert len(coder.code(page()).reports) == 1


def test_one_page_that_fails_does_not_cost_the_others_a_second_question(coder, server):
    def answer(request, _connection):
        return chat("Hm.") if b"Chad" in request.body else told()

    server.routes[PATH] = answer
    outcome = code_batch(coder, [page("Kenya warned Uganda."), page("Chad warned Mali."), page("Peru warned Chile.")])
    assert (len(outcome.coded), len(outcome.uncoded)) == (2, 1)
    assert len(server.seen) == 4


def test_three_failures_in_a_row_end_the_run(coder, server):
    server.routes[PATH] = reply(status="503 Down")
    for number in range(2):
        with pytest.raises(AskingError):
            coder.code(page(f"Kenya warned Uganda {number} times."))
    with pytest.raises(SetupError, match="and so 3 times"):
        code_batch(coder, [page("Peru warned Chile.")])


@pytest.mark.parametrize("status", ["401 Unauthorized", "404 Not Found", "400 Bad Request"])
def test_a_refusal_ends_the_run_and_says_what_to_check(coder, server, status):
    server.routes[PATH] = reply("no such\r\nmodel \x1b[31m", status)
    with pytest.raises(SetupError) as caught:
        code_batch(coder, [page()])
    assert f"status {status[:3]}: no such  model  [31m" in caught.value.what
    assert "NEWSLEDGER_LLM_KEY" in caught.value.mend
    assert len(server.seen) == 1


# -- the key --------------------------------------------------------------------------------


def test_the_key_is_taken_from_the_environment_alone_and_kept_nowhere(coder, server, monkeypatch):
    coded(coder, server)
    assert "authorization" not in server.seen[0].headers
    monkeypatch.setenv("NEWSLEDGER_LLM_KEY", "sk-secret")
    coder = AskedCoder(coder.endpoint)
    coded(coder, server)
    assert server.seen[1].headers["authorization"] == "Bearer sk-secret"
    assert b"sk-secret" not in pickle.dumps(coder)
    assert "sk-secret" not in repr(coder.endpoint)


def test_a_key_is_not_sent_in_the_clear(monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_LLM_KEY", "sk-secret")
    with pytest.raises(SetupError, match="https alone") as caught:
        Endpoint("http://models.example/v1", "m").ask([])
    assert "sk-secret" not in str(caught.value)


def test_a_key_with_a_line_end_is_refused(server, monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_LLM_KEY", "sk\r\nX-Evil: 1")
    with pytest.raises(SetupError, match="Set it anew"):
        Endpoint(server.url("/v1"), "m").ask([])
    assert server.seen == []


def test_it_goes_to_workers_without_what_it_has_asked(coder, server):
    coded(coder, server, VISIT)
    sent = pickle.loads(pickle.dumps(coder))  # noqa: S301 - our own
    assert (sent.endpoint, sent.version) == (coder.endpoint, coder.version)
    server.routes[PATH] = told()
    assert sent.code(page()).reports == ()


@pytest.mark.parametrize("words", ["", "null", "{}", '{"events": {}}', "[" * 2000, '{"events": [}'])
def test_words_without_a_list_of_events_are_no_answer(words):
    with pytest.raises(AnswerError):
        events(words)


def test_more_events_than_a_question_can_hold_are_cut():
    assert len(events(json.dumps({"events": [{}] * 5000}))) == 100
