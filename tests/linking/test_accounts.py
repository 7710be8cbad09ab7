"""What each source was first or alone to say, and whom it rests on."""

from dataclasses import replace
from datetime import UTC, date, datetime

from making import event
from making.records import VERSION
from making.telling import citing, page, printed, telling
from newsledger.ledger import Query
from newsledger.linking import accounts
from newsledger.records import Coded, EventType, Factuality, Reliance, SourceKind

EARLY, LATE = printed(date(2023, 7, 26)), printed(date(2023, 7, 27))
POST = page("Shoigu met Kim, KCNA said.", "Post", published=LATE)
SUN = page("Shoigu met Kim on Wednesday.", "Sun", published=EARLY)
STAR = page("Shoigu met Kim, it is said.", "Star", published=LATE, copy_of=SUN.document_id)
NAMELESS = page("Shoigu was not seen.", None, published=LATE)
KCNA = citing("KCNA", country="PRK", state=True)


def filled(ledger, **events):
    """The ledger with these events: each a list of (page, fields of its report)."""
    run = ledger.start_run(VERSION, datetime(2023, 8, 1, tzinfo=UTC), {})
    made, pages = {}, {}
    for number, (name, told) in enumerate(events.items()):
        for held, fields in told:
            word = held.text.split()[1]
            one = telling(held, word, **{"report_id": f"r{number}-{held.document_id}", **fields})
            made.setdefault(name, []).append(one)
            pages.setdefault(held.document_id, (held, []))[1].append(one)
    for held, reports in pages.values():
        ledger.write(Coded(held, tuple(reports), (), (), ()), run)
    ledger.replace_events(event(f"e-{name}", *reports) for name, reports in made.items())
    return {one.name: one for one in accounts(ledger)}


def test_who_tells_a_day_before_all_others_is_first(ledger):
    found = filled(ledger, met=[(SUN, {}), (POST, {"attribution": KCNA})])
    assert found["Sun"].first == ("e-met",)
    assert found["Post"].first == found["KCNA"].first == ()
    assert all(found[name].shared == found[name].corroborated == 1 for name in ("Sun", "Post", "KCNA"))


def test_what_comes_through_a_source_is_no_other_voice(ledger):
    found = filled(ledger, met=[(POST, {"attribution": KCNA})])
    assert found["KCNA"].alone == found["Post"].alone == ("e-met",)
    assert found["KCNA"].shared == 0
    assert found["Post"].rests_on == (Reliance("KCNA", "kcna", SourceKind.AGENCY, 1),)
    assert found["KCNA"].carried_by == (Reliance("Post", "post", SourceKind.OUTLET, 1),)
    assert found["KCNA"].state_controlled and not found["Post"].state_controlled


def test_a_reprint_rests_on_the_page_that_it_copies(ledger):
    found = filled(ledger, met=[(SUN, {}), (STAR, {})])
    assert [r.name for r in found["Star"].rests_on] == ["Sun"]
    assert found["Sun"].alone == ("e-met",)
    assert found["Star"].shared == 1 and found["Star"].corroborated == 0


def test_two_that_cite_one_source_say_the_same_and_not_on_their_own(ledger):
    cited = {"attribution": KCNA}
    found = filled(ledger, met=[(SUN, cited), (POST, cited)])
    assert (found["Sun"].shared, found["Sun"].corroborated) == (1, 0)
    assert found["KCNA"].alone == ("e-met",) and found["KCNA"].reports == 2


def test_who_says_the_opposite_contests_and_does_not_say_the_same(ledger):
    found = filled(ledger, met=[(SUN, {}), (NAMELESS, {"factuality": Factuality.DENIED})])
    assert set(found) == {"Sun"}
    assert (found["Sun"].contested, found["Sun"].shared, found["Sun"].alone) == (1, 0, ())


def test_unnamed_officials_are_nobodys_account(ledger):
    unnamed = citing("two officials", SourceKind.ANONYMOUS)
    found = filled(ledger, met=[(SUN, {"attribution": unnamed})])
    assert set(found) == {"Sun"}
    assert [r.kind for r in found["Sun"].rests_on] == [SourceKind.ANONYMOUS]


def test_where_a_day_is_not_known_nobody_is_first(ledger):
    undated = replace(POST, published=type(POST.published)())
    found = filled(ledger, met=[(undated, {}), (SUN, {})])
    assert found["Sun"].first == found["Post"].first == ()


def test_only_of_the_events_asked_for(ledger):
    threat = {"type": EventType.THREATEN}
    whole = filled(ledger, met=[(SUN, {})], threat=[(POST, threat), (SUN, threat)])
    assert whole["Sun"].events == 2
    (post, sun) = sorted(accounts(ledger, Query(type="THREATEN")), key=lambda a: a.name)
    assert (post.name, post.events, sun.name, sun.events) == ("Post", 1, "Sun", 1)
