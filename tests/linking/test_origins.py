"""Who stands behind an event, counted once each."""

from dataclasses import replace

from making.telling import KIM, citing, page, telling
from newsledger.linking import cluster
from newsledger.records import Corroboration, Factuality, Outlet, OutletKind, SourceKind

LONG = "The minister flew in with forty others on Tuesday. Shoigu met Kim in the capital for three hours of talks."


def event_of(*told):
    pages, reports = zip(*told, strict=True)
    (event,) = cluster(reports, pages)
    return event


def told_by(outlet, text="Shoigu met Kim.", **fields):
    held = page(text, outlet)
    return held, telling(held, "met", **fields)


def test_two_papers_that_cite_one_agency_are_one_origin():
    event = event_of(
        told_by("Daily Post", attribution=citing("KCNA")),
        told_by("Gazette", "Kim met Shoigu.", attribution=citing("KCNA")),
    )
    assert [o.name for o in event.origins] == ["KCNA"]
    assert event.corroboration is Corroboration.SINGLE


def test_two_papers_on_their_own_are_two():
    event = event_of(told_by("Daily Post"), told_by("Gazette", "Kim met with Shoigu."))
    assert len(event.origins) == 2 and event.corroboration is Corroboration.CORROBORATED


def test_a_reprint_is_its_original():
    event = event_of(told_by("Daily Post", LONG), told_by("Gazette", LONG))
    assert [o.reports for o in event.origins] == [event.reports]


def test_agency_copy_is_the_agency():
    one, two = told_by("Daily Post"), told_by("Gazette", "Kim met with Shoigu.")
    wired = [(replace(held, wire="Reuters"), report) for held, report in (one, two)]
    assert [(o.name, o.kind) for o in event_of(*wired).origins] == [("Reuters", "agency")]


def test_what_a_page_says_itself_rests_on_the_source_it_names():
    held = page("Shoigu met Kim, KCNA said. They met in a hall.", "Daily Post")
    cited = telling(held, "met Kim", attribution=citing("KCNA"))
    (event,) = cluster((cited, telling(held, "met in")), (held,))
    assert [o.name for o in event.origins] == ["KCNA"]


def test_officials_of_one_government_are_one_origin_and_have_a_stake_as_a_party():
    kirby = citing("John Kirby", SourceKind.OFFICIAL, "RUS")
    house = citing("the ministry", SourceKind.GOVERNMENT, "RUS")
    event = event_of(told_by("Daily Post", attribution=kirby), told_by("Gazette", "Kim met Shoigu.", attribution=house))
    (origin,) = event.origins
    assert origin.interested


def test_state_media_of_a_party_have_a_stake():
    held, report = told_by("Arirang Daily")
    state = replace(held, outlet=Outlet("Arirang Daily", "arirang-daily", "PRK", OutletKind.STATE_MEDIA))
    assert [o.interested for o in event_of((state, report)).origins] == [True]


def test_denied_by_some_is_contested_and_by_all_denied():
    no = {"factuality": Factuality.DENIED}
    some = event_of(told_by("Daily Post"), told_by("Gazette", "Kim met no Shoigu.", **no))
    assert some.corroboration is Corroboration.CONTESTED and some.factuality is Factuality.ACTUAL
    assert any(c.field == "factuality" for c in some.conflicts)
    assert event_of(told_by("Daily Post", **no)).corroboration is Corroboration.DENIED


def test_more_origins_make_an_event_surer_but_never_certain():
    one = event_of(told_by("Daily Post"))
    many = event_of(*(told_by(f"Outlet {n}", f"Shoigu met Kim in hall {n}.", recipient=(KIM,)) for n in range(6)))
    assert one.confidence < many.confidence < 1


def test_an_agencys_own_page_and_one_that_cites_it_are_one_origin():
    held, report = told_by("Reuters")
    own = replace(held, outlet=Outlet("Reuters", "reuters", "GBR", OutletKind.AGENCY))
    cited = replace(citing("Reuters")[0], id="outlet/reuters")
    event = event_of((own, report), told_by("Gazette", "Kim met with Shoigu.", attribution=(cited,)))
    assert [o.name for o in event.origins] == ["Reuters"]


def test_copy_credited_to_an_agency_and_a_page_that_cites_it_are_one_origin():
    (held, report), cited = told_by("Daily Post"), replace(citing("Reuters")[0], id="outlet/reuters")
    event = event_of(
        (replace(held, wire="Reuters"), report), told_by("Sun", "Kim met with Shoigu.", attribution=(cited,))
    )
    assert len(event.origins) == 1


def test_cited_state_media_of_a_party_have_a_stake():
    cited = replace(citing("Korean Central News Agency", country="PRK")[0], id="outlet/korean-central-news-agency")
    assert [o.interested for o in event_of(told_by("Daily Post", attribution=(cited,))).origins] == [True]


def test_an_unnamed_source_of_one_medium_is_that_medium_wherever_it_is_cited():
    told = (*citing("Reuters"), *citing("a source", SourceKind.ANONYMOUS))
    event = event_of(
        told_by("Daily Post", attribution=told),
        told_by("Gazette", "Kim met Shoigu.", attribution=told),
    )
    assert [o.name for o in event.origins] == ["Reuters"]
