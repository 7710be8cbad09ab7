from __future__ import annotations

from datetime import date

import pytest

from newsledger.reading import read_text
from newsledger.records import DateBasis, Precision, Published, TimeKind, ZoneKind
from newsledger.times import read_times
from newsledger.times.anchors import Direction
from newsledger.times.reader import resolve_words

PAGE = date(2021, 5, 15)  # a Saturday


def values(parse, text, day=PAGE, **more):
    return [(m.text, m.value) for m in read_times(parse(text, day, **more))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived on Wednesday.", [("Wednesday", "2021-05-12")]),
        ("The envoy will arrive on Wednesday.", [("Wednesday", "2021-05-19")]),
        ("The envoy arrived on Saturday.", [("Saturday", "2021-05-15")]),
        ("They met last Saturday.", [("last Saturday", "2021-05-08")]),
        ("They meet next Saturday.", [("next Saturday", "2021-05-22")]),
        ("They met last month.", [("last month", "2021-04")]),
        ("They met last week.", [("last week", "2021-W18")]),
        ("They met yesterday.", [("yesterday", "2021-05-14")]),
        ("They clashed over the weekend.", [("the weekend", "2021-W19-WE")]),
        ("They resigned in December.", [("December", "2020-12")]),
        ("They will resign in December.", [("December", "2021-12")]),
        ("They met on 14 March.", [("14 March", "2021-03-14")]),
        ("They signed it on March 01 , 2008 .", [("March 01 , 2008", "2008-03-01")]),
        ("They signed it on Feb. 2, 2020.", [("Feb. 2, 2020", "2020-02-02")]),
        ("They signed it on 2019-07-27.", [("2019-07-27", "2019-07-27")]),
        ("They signed it on 27/07/2019.", [("27/07/2019", "2019-07-27")]),
        ("They left two years ago.", [("two years ago", "2019")]),
        ("They left three weeks ago.", [("three weeks ago", "2021-W16")]),
        ("They left at 5 p.m. Sunday.", [("5 p.m. Sunday", "2021-05-09T17:00")]),
        ("They left on Monday night.", [("Monday night", "2021-05-10TNI")]),
        ("They left at 18:00 UTC on Friday.", [("18:00 UTC on Friday", "2021-05-14T18:00Z")]),
        ("They left in the spring of 2019.", [("the spring of 2019", "2019-SP")]),
        ("They lost in the third quarter of 2020.", [("the third quarter of 2020", "2020-Q3")]),
        ("It rose in the 1990s.", [("the 1990s", "199")]),
        ("It rose in the mid-1800s.", [("the mid-1800s", "18")]),
        ("It rose over the last decade.", [("the last decade", "P10Y")]),
        ("It rose in the 19th century.", [("the 19th century", "18")]),
        ("It rose in fiscal 2019.", [("fiscal 2019", "FY2019")]),
        ("He ruled for three days.", [("three days", "P3D")]),
        ("A two-year term began.", [("two-year", "P2Y")]),
        ("He waited almost two and a half years.", [("almost two and a half years", "P2.5Y")]),
        ("He waited thirty minutes.", [("thirty minutes", "PT30M")]),
        ("He waited several months.", [("several months", "PXM")]),
        ("They gather every Monday.", [("every Monday", "XXXX-WXX-1")]),
        ("They build 15 a year.", [("a year", "P1Y")]),
        ("The council is currently closed.", [("currently", "PRESENT_REF")]),
        ("The council was recently closed.", [("recently", "PAST_REF")]),
        ("They signed it on Christmas Day.", [("Christmas Day", "2020-12-25")]),
        ("India held a parade on Republic Day.", [("Republic Day", "2021-01-26")]),
        ("They prayed on Good Friday.", [("Good Friday", "2021-04-02")]),
        ("They left in mid-March.", [("mid-March", "2021-03")]),
        ("Unrest spread in the second week of March.", [("the second week of March", "2021-03")]),
        ("They vote on the first Monday in September 2022.", [("the first Monday in September 2022", "2022-09-05")]),
        ("It is due on the last Sunday of June.", [("the last Sunday of June", "2021-06-27")]),
        ("This Friday they vote.", [("This Friday", "2021-05-21")]),
        ("They ruled the 1980s.", [("the 1980s", "198")]),
        ("It thawed in the '90s.", [("the '90s", "199")]),
        ("It fell in the fiscal year 2020-21.", [("the fiscal year 2020-21", "FY2020")]),
        ("It fell in the last fiscal year.", [("the last fiscal year", "FY2020")]),
        ("Schools shut in the 2019-2020 school year.", [("the 2019-2020 school year", "SY2019")]),
        ("Strikes marked the academic year.", [("the academic year", "SY2020")]),
        ("It was dry last summer.", [("last summer", "2020-SU")]),
        ("It was the first visit since 1991.", [("1991", "1991")]),
        ("In his 17-year rule, he never travelled.", [("17-year", "P17Y")]),
        ("The decade-long feud ended.", [("decade-long", "P10Y")]),
        ("They left within hours.", [("hours", "PTXH")]),
        ("They meet twice a week.", [("twice a week", "P1W")]),
        ("Markets shut for Eid.", [("Eid", "2021-05")]),
        ("They marched on May Day.", [("May Day", "2021-05-01")]),
        ("They will march tomorrow.", [("tomorrow", "2021-05-16")]),
        ("The siege has its 80th anniversary.", []),
        ("It was the 80th anniversary of the 1941 siege.", [("the 80th anniversary", "2021"), ("1941", "1941")]),
        ("The Sept. 11 attacks changed it.", [("Sept. 11", "2001-09-11")]),
        ("Unrest rose in Sept. 11 days before.", [("Sept. 11", "2020-09-11")]),
    ],
)
def test_values(parse, text, expected):
    assert values(parse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister May resigned.",
        "The party may resign.",
        "Workers march through the capital.",
        "The Sunday Times reported it.",
        "About 2000 soldiers were killed.",
        "They came second in the race.",
        "He is in his 40s.",
        "It fell in his last year in office.",
        "It ended, at the end of the day, in failure.",
        "Theresa May met April Ryan.",
        "The striker Sunday Adeyemi resigned.",
        "March on the capital, he told them.",
        "The leaders praised the Good Friday Agreement.",
        "It cited Resolution 1973 and Article 1985.",
        "Flight 2021 was late.",
    ],
)
def test_what_is_no_time(parse, text):
    assert values(parse, text) == []


def test_vague_parts_narrow_the_bounds_and_keep_the_value(parse):
    (early,) = read_times(parse("They met in early July of this year.", date(2021, 9, 1)))
    (late,) = read_times(parse("They met in late June.", date(2021, 9, 1)))
    assert (early.value, early.start, early.end) == ("2021-07", date(2021, 7, 1), date(2021, 7, 10))
    assert (late.value, late.start, late.end) == ("2021-06", date(2021, 6, 21), date(2021, 6, 30))


def test_earlier_this_week_ends_with_the_page(parse):
    (found,) = read_times(parse("They met earlier this week.", date(2021, 5, 13)))
    assert (found.start, found.end) == (date(2021, 5, 10), date(2021, 5, 13))


def test_a_range_comes_whole_and_with_its_ends(parse):
    whole, first, last = read_times(parse("The forum runs June 10 through 13.", date(2021, 6, 1)))
    assert (whole.kind, whole.start, whole.end) == (TimeKind.DURATION, date(2021, 6, 10), date(2021, 6, 13))
    assert (first.value, last.value) == ("2021-06-10", "2021-06-13")


def test_years_of_a_war(parse):
    found = read_times(parse("They fought between 1950 and 1953.", PAGE))
    assert (found[0].start, found[0].end, found[0].value) == (date(1950, 1, 1), date(1953, 12, 31), "P3Y")


def test_the_past_years_reach_up_to_the_page(parse):
    (found,) = read_times(parse("It was shut for most of the past three years.", PAGE))
    assert (found.value, found.start, found.end) == ("P3Y", date(2018, 5, 15), PAGE)


def test_later_counts_from_the_last_date_told(parse):
    text = "The general rebelled on March 3. He gave up two days later. The following day he fled."
    assert [v for _, v in values(parse, text)] == ["2021-03-03", "2021-03-05", "2021-03-06"]


def test_less_than_a_day_later_is_that_day_or_the_next(parse):
    found = read_times(parse("He rebelled on March 3 and gave up less than a day later.", PAGE))
    assert (found[1].start, found[1].end) == (date(2021, 3, 3), date(2021, 3, 4))


@pytest.mark.parametrize(
    "text", ["They fled the following day.", "A month later, they fled.", "He fled two days later."]
)
def test_what_followed_on_something_undated_is_open(parse, text):
    (found,) = read_times(parse(text, PAGE))
    assert (found.start, found.end) == (None, None)


def test_of_two_feasts_of_one_name_the_one_that_the_verb_points_to(parse):
    past, coming = (read_times(parse(t, date(2021, 6, 20)))[0] for t in ("They met at Eid.", "They will meet at Eid."))
    assert past.start < date(2021, 5, 14) < past.end
    assert coming.start < date(2021, 7, 21) < coming.end


def test_seasons_school_years_and_fiscal_years_have_bounds(parse):
    text = "It fell in the winter of 2019. It rose in the 2019-2020 school year and in the fiscal year 2020-21."
    winter, school, fiscal = read_times(parse(text, PAGE))
    assert winter.start < date(2019, 1, 15) < winter.end
    assert (school.start, school.end) == (date(2019, 8, 1), date(2020, 7, 31))
    assert fiscal.start < date(2020, 10, 15) < fiscal.end


def test_months_after_a_year_that_opens_the_passage_belong_to_it(parse):
    text = "In 1950, war broke out. In June, the army crossed the line."
    assert [v for _, v in values(parse, text)] == ["1950", "1950-06"]


def test_headlines_tell_the_past_in_the_present(parse):
    assert values(parse, "Envoy visits capital on Wednesday", kind=ZoneKind.HEADLINE) == [("Wednesday", "2021-05-12")]


def test_an_undated_page_leaves_relative_times_open(parse):
    (found,) = read_times(parse("They met on Wednesday."))
    assert (found.value, found.start, found.end) == ("XXXX-WXX-3", None, None)


def test_a_state_reached_as_of_a_month_lies_in_the_past(parse):
    text = "As of February, the club has ten members. It opens in February."
    reached, coming = read_times(parse(text, date(2008, 4, 9)))
    assert (reached.value, coming.value) == ("2008-02", "2009-02")


@pytest.mark.parametrize(
    ("words", "first", "last", "side", "start"),
    [
        ("Wednesday", 27, 29, Direction.PAST, date(2023, 7, 26)),
        ("Wednesday", 27, 29, Direction.FUTURE, date(2023, 8, 2)),
        ("Wednesday", 24, 29, Direction.PAST, None),
        ("last month", 24, 29, Direction.PAST, date(2023, 6, 1)),
        ("a month later", 27, 29, Direction.PAST, None),
        ("of Wednesday", 27, 29, Direction.PAST, None),
    ],
)
def test_words_alone_are_resolved_where_all_days_of_the_page_agree(words, first, last, side, start):
    page = Published(date(2023, 7, first), date(2023, 7, last), Precision.INTERVAL, DateBasis.LINKED)
    found = resolve_words(words, page, side)
    assert (found and found.start) == start


def test_a_date_line_anchors_an_undated_page(parse):
    found = read_times(parse("Envoy arrives\nMay 14 , 2021\nThe envoy arrived on Wednesday ."))
    assert [m.value for m in found] == ["2021-05-14", "2021-05-12"]


def test_a_dateline_with_an_agency_anchors_too(parse):
    found = read_times(parse("SAN LORENZO, 9 JUN 89 (AGENCY) -- The envoy arrived yesterday."))
    assert [m.value for m in found] == ["1989-06-09", "1989-06-08"]


def test_a_page_of_an_unknown_day_gives_what_every_day_agrees_on(parse):
    text = "They met on Friday. They spoke last month. They left on Tuesday."
    friday, month, tuesday = read_times(parse(text, date(2021, 5, 14), date(2021, 5, 19)))
    assert (friday.value, month.value) == ("2021-05-14", "2021-04")
    assert (tuesday.start, tuesday.end, tuesday.precision) == (date(2021, 5, 11), date(2021, 5, 18), Precision.INTERVAL)


def test_a_quoted_page_is_counted_from_the_first_day_possible(parse):
    found = read_times(parse("They left on Tuesday.", date(2021, 5, 17), date(2021, 5, 19), kind=ZoneKind.BLOCK_QUOTE))
    assert found[0].value == "2021-05-11"


def test_anniversaries_of_known_days(parse):
    (found,) = read_times(parse("It marked the 75th anniversary of the attack on Pearl Harbor.", None))
    assert found.value == "2016-12-07"


def test_spans_are_those_of_the_document(parse):
    text = "Title\n\nThey met on Wednesday ; they will meet in June 2022 ."
    for mention in read_times(parse(text, PAGE)):
        assert mention.span.of(text) == mention.text


def test_a_line_that_only_says_when_is_a_time_of_the_page(nlp):
    document = read_text("Envoy visits the capital\nMay 14, 2021\nThe envoy met the king on Wednesday.", source="note")
    found = read_times(nlp.parse(document))
    assert [(m.text, m.value) for m in found] == [("May 14, 2021", "2021-05-14"), ("Wednesday", "2021-05-12")]
    assert found[0].anchored_by == "the page's date line"
    assert found[0].span.of(document.text) == "May 14, 2021"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bailout began in 2008 but the next year Congress ended it.", ("the next year", "2009")),
        ("Growth was slow in 2008. The next year will be harder.", ("The next year", "2022")),
        (
            "On May 3 he joined. He will vote for her this fall. One day later, she left.",
            ("One day later", "2021-05-04"),
        ),
    ],
)
def test_what_is_told_as_past_is_counted_from_what_is_past(parse, text, expected):
    assert values(parse, text)[-1] == expected
