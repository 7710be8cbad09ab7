from __future__ import annotations

from datetime import date

import pytest

from newsledger.reading import read_text
from newsledger.records import Precision, WhenBasis
from newsledger.times import event_date, read_times

PAGE = date(2021, 5, 15)  # a Saturday


@pytest.fixture
def dated(parse):
    """The date of the event that a word of the text tells."""

    def run(text, word, day=PAGE, end=None, **more):
        parsed = parse(text, day, end)
        times = read_times(parsed)
        sentence = parsed.sentence_at(text.index(word))
        predicate = sentence.token_at(text.index(word))
        previous = parsed.sentences[: sentence.index]
        return event_date(predicate, sentence, times, previous, parsed.document.published, **more)

    return run


def bounds(when):
    return (when.start, when.end)


def test_the_time_of_its_clause(dated):
    when = dated("The minister met rebels on Wednesday.", "met")
    assert bounds(when) == (date(2021, 5, 12), date(2021, 5, 12))
    assert (when.basis, when.text, when.precision) == (WhenBasis.TEXT, "Wednesday", Precision.DAY)
    assert "Wednesday" in when.reason


def test_each_clause_has_its_own(dated):
    text = "The army attacked the town on Monday and the rebels retreated on Thursday."
    assert dated(text, "attacked").start == date(2021, 5, 10)
    assert dated(text, "retreated").start == date(2021, 5, 13)


def test_coordinated_verbs_share(dated):
    text = "On Monday, the army attacked the town and arrested the mayor."
    assert dated(text, "arrested").start == date(2021, 5, 10)


def test_participles_share(dated):
    text = "On Monday, the army attacked the town, killing ten people."
    assert dated(text, "killing").start == date(2021, 5, 10)


def test_the_time_of_a_relative_clause_stays_there(dated):
    text = "The army attacked the town, which rebels had captured in 2019."
    assert dated(text, "attacked").text != "2019"
    assert dated(text, "captured").text == "2019"


def test_an_act_named_as_an_object_has_the_time_of_its_verb(dated):
    assert dated("The army launched an attack on the town on Monday.", "attack ").start == date(2021, 5, 10)


def test_the_time_of_saying_is_not_that_of_what_is_said(dated):
    when = dated("The army said on Monday that rebels had attacked the town.", "attacked")
    assert bounds(when) == (date(2021, 5, 4), date(2021, 5, 10))
    assert when.basis is WhenBasis.DOCUMENT


@pytest.mark.parametrize(
    "text",
    ["Rebels had attacked the town.", "The mayor had said on Monday that rebels had attacked the town."],
)
def test_the_pluperfect_of_the_page_itself_has_no_date(dated, text):
    assert "pluperfect" in dated(text, "attacked").reason


def test_since_does_not_date_the_first_of_its_kind(dated):
    when = dated("It was the first visit by a minister since 1991.", "visit")
    assert when.text != "1991"


def test_since_bounds_what_lasts(dated):
    when = dated("The firm has been suspended since March 3.", "suspended")
    assert bounds(when) == (date(2021, 3, 3), PAGE)


def test_what_an_anniversary_commemorates_is_older(dated):
    text = "Leaders marked the 75th anniversary of the attack on Pearl Harbor."
    assert dated(text, "attack", date(2016, 12, 8)).start == date(1941, 12, 7)
    assert dated(text, "marked", date(2016, 12, 8)).start == date(2016, 12, 7)


def test_the_sentence_before_dates_what_goes_on(dated):
    text = "Generals rebelled against Hassan on March 3. They marched on the capital."
    when = dated(text, "marched")
    assert (when.start, when.basis) == (date(2021, 3, 3), WhenBasis.TEXT)
    assert "continues" in when.reason


def test_news_without_a_time_lies_shortly_before_the_page(dated):
    when = dated("The army attacked the town.", "attacked")
    assert bounds(when) == (date(2021, 5, 9), PAGE)
    assert (when.basis, when.precision) == (WhenBasis.DOCUMENT, Precision.WEEK)


def test_the_page_tells_how_recent_its_news_is(dated):
    text = "The king met Hassan on Thursday.\n\nRebels attacked the town."
    assert bounds(dated(text, "attacked")) == (date(2021, 5, 13), PAGE)


def test_the_date_line_is_no_news_of_the_page(nlp):
    text = "King meets rebels\nMay 15, 2021\nThe king met the rebels in the capital."
    parsed = nlp.parse(read_text(text, source="note"))
    sentence = parsed.sentence_at(text.index("met the"))
    predicate = sentence.token_at(text.index("met the"))
    when = event_date(predicate, sentence, read_times(parsed), (), parsed.document.published)
    assert bounds(when) == (date(2021, 5, 9), PAGE)


def test_plans_lie_ahead_of_the_page(dated):
    when = dated("The army will attack the town.", "attack")
    assert bounds(when) == (PAGE, None)


@pytest.mark.parametrize(
    ("text", "word", "more"),
    [
        ("The army attacked the town.", "attacked", {"historical": True}),
        ("The army had attacked the town.", "attacked", {}),
        ("The previous attack failed.", "attack", {}),
        ("The king spoke of the attack.", "attack", {}),
        ("After attacking the town, the army left.", "attacking", {}),
        ('"Rebels attacked the town and burned it," the mayor said.', "attacked", {}),
        ('The mayor said: "Rebels attacked the town and burned it."', "burned", {}),
        ('"It was the first visit since the federation split apart in 1991," he said.', "visit", {}),
        ("It was the first time since the war of 1967 that a minister visited the town.", "visited", {}),
        ("In 1950, war broke out. Southern troops seized the port.", "seized", {}),
        ("He became president after troops seized the palace in 1999.", "became", {}),
        ("In his 17-year rule he jailed rivals.", "jailed", {}),
        ("The two sides clashed less than a day later.", "clashed", {}),
        ("He travelled to the capital to persuade the king to sell shells.", "persuade", {}),
    ],
)
def test_what_never_takes_the_date_of_the_page(dated, text, word, more):
    when = dated(text, word, **more)
    assert (when.basis, when.start, when.end) == (WhenBasis.UNKNOWN, None, None)
    assert when.reason


def test_what_is_quoted_as_coming_lies_ahead(dated):
    assert bounds(dated('The mayor said "the rebels will attack the town."', "attack")) == (PAGE, None)


def test_a_word_between_marks_is_no_quotation_of_the_deed(dated):
    assert bounds(dated('The so-called "truce" ended and rebels attacked.', "attacked")) == (date(2021, 5, 9), PAGE)


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("American planes bombed Hiroshima.", "bombed", date(1945, 8, 6)),
        ("The two sides signed the Good Friday Agreement.", "signed", date(1998, 4, 10)),
        ("During the Korean War, planes bombed the dam.", "bombed", date(1950, 6, 25)),
    ],
)
def test_events_of_known_date(dated, text, word, start):
    when = dated(text, word)
    assert (when.start, when.basis) == (start, WhenBasis.TEXT)
    assert "known date" in when.reason


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The premier visited Hiroshima.", "visited"),
        ("Leaders praised the Good Friday Agreement.", "praised"),
        ("The minister laid a wreath in Srebrenica.", "laid"),
    ],
)
def test_a_famous_name_does_not_bring_in_its_famous_day(dated, text, word):
    assert bounds(dated(text, word)) == (date(2021, 5, 9), PAGE)


def test_an_undated_page_gives_nothing(dated):
    assert dated("The army attacked the town.", "attacked", None).basis is WhenBasis.UNKNOWN


def test_an_undated_page_keeps_the_words_of_an_open_time(dated):
    when = dated("The army attacked the town on Wednesday.", "attacked", None)
    assert (when.text, when.start, when.basis) == ("Wednesday", None, WhenBasis.UNKNOWN)


def test_several_times_narrow_each_other(dated):
    when = dated("In March, the king met rebels on March 3.", "met")
    assert bounds(when) == (date(2021, 3, 3), date(2021, 3, 3))


def test_what_was_shut_for_the_past_years(dated):
    when = dated("The king banned travel for most of the past three years.", "banned")
    assert bounds(when) == (date(2018, 5, 15), PAGE)


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("Miners have been protesting since the end of November.", "protesting", date(2020, 11, 21), PAGE),
        (
            "Lawmakers have doubts about the Sept. 11 attack on a consulate.",
            "attack",
            date(2020, 9, 11),
            date(2020, 9, 11),
        ),
        ("Envoys are meeting on Tuesday.", "meeting", date(2021, 5, 18), date(2021, 5, 18)),
    ],
)
def test_what_has_lasted_began_before_and_a_thing_s_own_day_is_the_nearest(dated, text, word, start, end):
    day = date(2020, 11, 11) if "Sept" in text else PAGE
    assert bounds(dated(text, word, day)) == (start, end)


@pytest.mark.parametrize("month", ["January", "June", "November"])
@pytest.mark.parametrize("text", ["Miners have struck since {}.", "Miners struck after the vote in {}."])
def test_no_date_ends_before_it_starts(dated, text, month):
    when = dated(text.format(month), "struck")
    assert not (when.start and when.end) or when.start <= when.end


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He repeatedly criticized the premier.", "criticized"),
        ("Kallas criticized the premier during her campaign.", "criticized"),
        ("For years, the agency accused them of fraud.", "accused"),
        ("At the time, France condemned the raid.", "condemned"),
        ("The committee previously voted to condemn the raid.", "condemn"),
        ("Kaja Kallas, who criticized the premier, left.", "criticized"),
        ("Obama said in 2012 that the regime would be punished.", "punished"),
    ],
)
def test_what_has_been_going_on_or_was_long_ago_has_no_date_of_the_page(dated, text, word):
    assert bounds(dated(text, word)) == (None, None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The senate voted to condemn the raid.", "condemn"),
        ("It was an honour to meet the premier.", "meet"),
        ("Two people were killed after a gunman attacked a base.", "attacked"),
    ],
)
def test_what_was_done_lies_before_the_page(dated, text, word):
    assert bounds(dated(text, word)) == (date(2021, 5, 9), PAGE)


def test_a_day_that_belongs_to_a_noun_under_a_present_verb_is_the_nearest(dated):
    assert dated("The charge follows the arrest on Thursday of a clerk.", "arrest").start == date(2021, 5, 13)


def test_a_premier_of_that_name_is_no_month(dated):
    assert dated("He sympathized with May and attacked the union.", "attacked").precision is Precision.WEEK
    assert dated("May had offered on Wednesday to go.", "offered").start == date(2021, 5, 12)


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("Obama said in 2012 that he would punish the regime.", "punish", date(2012, 1, 1), date(2012, 12, 31)),
        (
            "In April, the premier said that his government would revoke it.",
            "revoke",
            date(2021, 4, 1),
            date(2021, 4, 30),
        ),
        ('"We will not send troops," the premier said on Monday.', "send", date(2021, 5, 10), date(2021, 5, 10)),
        (
            "The king said on Monday that lawmakers should reject the bill.",
            "reject",
            date(2021, 5, 10),
            date(2021, 5, 10),
        ),
        ("The king urged rebels on Monday to leave the town.", "leave", date(2021, 5, 10), date(2021, 5, 10)),
        ("The premier said he would veto the bill.", "veto", date(2021, 5, 9), PAGE),
        ("Agents tried to break into the office.", "break", date(2021, 5, 9), PAGE),
        ("The king was quick to praise the ruling.", "praise", date(2021, 5, 9), PAGE),
        ("The premier appears to have revoked the order.", "revoked", date(2021, 5, 9), PAGE),
        ("The house must send the bill back.", "send", date(2021, 5, 14), PAGE),
        ("The premier needs to give way.", "give", date(2021, 5, 14), PAGE),
    ],
)
def test_what_is_demanded_pledged_or_tried_has_the_time_of_saying_so(dated, text, word, start, end):
    assert bounds(dated(text, word)) == (start, end)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The king planned to visit the town.", "visit"),
        ("The mayor said the rebels would attack the town.", "attack"),
        ("The mayor said he will be sending guards to the port.", "sending"),
    ],
)
def test_what_is_planned_or_said_of_others_lies_ahead(dated, text, word):
    assert bounds(dated(text, word)) == (PAGE, None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("His decision to attack the town angered many.", "attack"),
        ("Rebels may have shot a guard.", "shot"),
        ("She had the chance to condemn the ban.", "condemn"),
    ],
)
def test_what_a_noun_is_about_or_is_only_supposed_has_no_date(dated, text, word):
    assert bounds(dated(text, word)) == (None, None)


def test_what_may_have_been_is_past(dated):
    assert dated("Rebels may have shot a guard on Thursday.", "shot").start == date(2021, 5, 13)


def test_the_day_of_what_is_pledged_is_not_that_of_the_pledge(dated):
    assert bounds(dated("He has agreed to testify on Thursday.", "agreed")) == (date(2021, 5, 9), PAGE)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Prosecutors accused him on Tuesday of killing two monks.", "killing"),
        ("The king praised the premier for releasing the prisoners.", "releasing"),
        ("He admitted on Monday to bombing the port.", "bombing"),
        ("The then-deputy director scolded the agents.", "scolded"),
        ("He has declined to impose sanctions over the years.", "declined"),
        ("Several courts have condemned the ban.", "condemned"),
        ("The king refused the money that they demanded.", "demanded"),
        ("It comes after the premier left the alliance.", "left"),
        ("The king met the premier days after rebels attacked the port.", "attacked"),
        ("The senate passed the bill on Thursday after weeks of negotiations.", "negotiations"),
        ("The envoy is credited with having played a role in freeing the monks.", "freeing"),
    ],
)
def test_what_is_only_spoken_of_has_no_date_of_the_page(dated, text, word):
    assert bounds(dated(text, word)) == (None, None)


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("Prior to Wednesday, the premier refused to meet them.", "refused", None, date(2021, 5, 11)),
        ("Unlike last year, the king is demanding talks.", "demanding", date(2021, 5, 14), PAGE),
        ("Rose testifies before a senate panel, June 7, 2017.", "testifies", date(2017, 6, 7), date(2017, 6, 7)),
        ("As the army shelled the town on Monday, rebels took the port.", "took", date(2021, 5, 10), date(2021, 5, 10)),
        ("A month after condemning the raid, he met the king.", "condemning", date(2021, 4, 1), date(2021, 4, 30)),
        ("A month after condemning the raid, he met the king.", "met", date(2021, 5, 9), PAGE),
        ("Generals rose on March 3. They later marched on the capital.", "marched", date(2021, 3, 3), PAGE),
        ("Rose opposed the bill, accusing the premier of fraud.", "accusing", date(2021, 5, 9), PAGE),
        ("Lawmakers urged him to act after the king who was ill left.", "urged", date(2021, 5, 9), PAGE),
        ("The army launched the attack.", "attack", date(2021, 5, 9), PAGE),
        ("The king said on Tuesday he would waive the fines.", "waive", date(2021, 5, 11), date(2021, 5, 11)),
        ("She seized the chance to condemn the ban.", "condemn", date(2021, 5, 9), PAGE),
        ("Dozens have been killed since fighting began in March.", "killed", date(2021, 3, 1), PAGE),
        ("On Tuesday Lavrov accused Spain of lying.", "accused", date(2021, 5, 11), date(2021, 5, 11)),
        ("When the king arrives on Monday, he will meet the premier.", "meet", date(2021, 5, 17), date(2021, 5, 17)),
        ("The bloc raised the pressure by banning the sale of arms.", "banning", date(2021, 5, 9), PAGE),
        ("The minister said after meeting the king that he agreed.", "meeting", date(2021, 5, 9), PAGE),
        ("They were murdered in the Holocaust.", "murdered", date(1941, 6, 22), date(1945, 5, 8)),
    ],
)
def test_words_that_say_where_a_time_lies(dated, text, word, start, end):
    assert bounds(dated(text, word)) == (start, end)


def test_last_week_told_on_a_sunday_has_just_ended(dated):
    when = dated("Last week, rebels attacked the port.", "attacked", date(2021, 5, 16))
    assert bounds(when) == (date(2021, 5, 9), date(2021, 5, 15))


def test_what_is_counted_in_months_from_an_undated_act_is_news_only_in_the_opening(dated):
    text, filler = "Four months after they fled, police seized the ship.", "Lawmakers talked of the weather. " * 40
    assert bounds(dated(text, "seized")) == (date(2021, 5, 9), PAGE)
    assert bounds(dated(f"{filler}\n\n{text}", "seized")) == (None, None)


NEWS = "Lawmakers met on Thursday in the capital.\n\nRebels had left on Monday.\n\n"


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("The mayor criticized the premier.", "criticized", date(2021, 5, 13)),
        ("The mayor spoke at length, accusing rebels of fraud.", "accusing", date(2021, 5, 13)),
        ("The mayor said the premier should resign.", "resign", date(2021, 5, 13)),
        ("The mayor has criticized the premier.", "criticized", date(2021, 5, 10)),
        ("Soldiers attacked the town.", "attacked", date(2021, 5, 10)),
    ],
)
def test_what_is_said_belongs_to_the_day_with_which_the_page_opens(dated, text, word, start):
    assert bounds(dated(NEWS + text, word)) == (start, PAGE)


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("The mayor said on Wednesday that rebels attacked the town.", "attacked", date(2021, 5, 6), date(2021, 5, 12)),
        ("The mayor said Wednesday the firm sold the port.", "sold", date(2021, 5, 6), date(2021, 5, 12)),
        ("The mayor said in March that rebels attacked the town.", "attacked", date(2021, 2, 23), date(2021, 3, 31)),
        ("The mayor said on Wednesday that he was willing to go.", "willing", date(2021, 5, 12), date(2021, 5, 12)),
        ("Rebels captured the town in 2019.\n\nThey jailed the mayor.", "jailed", None, None),
    ],
)
def test_what_is_told_as_past_was_by_the_day_of_telling(dated, text, word, start, end):
    assert bounds(dated(text, word)) == (start, end)


@pytest.mark.parametrize("words", ["before dawn", "after midnight", "shortly before 5 a.m."])
def test_before_an_hour_of_a_day_is_on_that_day(dated, words):
    when = dated(f"Gunmen stormed an army post in Mali {words} on Wednesday.", "stormed")
    assert bounds(when) == (date(2021, 5, 12), date(2021, 5, 12))
