"""What a page copied from another outlet, and where its own voice comes back."""

from newsledger.reading import read_text
from newsledger.records import ZoneKind

INTRO = "Well, folks, you won’t believe what the junta is up to this week, and I can’t say I’m surprised. {}"
FIRST = (
    "The military government of the island said on Thursday that it had detained eleven officers, and Mr. Dassan, "
    "who leads it, accused a neighboring state of paying them."
)
SECOND = "Diplomats in the capital said the arrests followed weeks of tension between Mr. Dassan and the navy."
BACK = "So that’s where we are. Dassan is a clown with tanks, and you can’t reason with a clown."


def quoted(*paragraphs):
    text = "\n\n".join(paragraphs)
    return [
        (z.outlet.name if z.outlet else None, z.span.of(text).strip())
        for z in read_text(text, source="x").zones
        if z.kind is ZoneKind.BLOCK_QUOTE
    ]


def test_a_blog_quotes_a_paper_until_its_own_voice_returns():
    found = quoted(INTRO.format("The Harbour Times:"), FIRST, SECOND, BACK)
    assert found == [("Harbour Times", f"{FIRST}\n\n{SECOND}")]


def test_a_bare_surname_after_courtesy_titles_is_the_author_again():
    plainly = "Dassan took power three years ago and has since put off two elections."
    found = quoted(INTRO.format("Harbour Times:"), FIRST, SECOND, plainly, BACK)
    assert found == [("Harbour Times", f"{FIRST}\n\n{SECOND}")]


def test_a_mark_of_omission_does_not_end_the_copy():
    found = quoted(INTRO.format("From the Harbour Times:"), f"{FIRST} […]", SECOND, BACK)
    assert found == [("Harbour Times", f"{FIRST} […]\n\n{SECOND}")]


def test_the_paper_is_taken_up_again_by_its_house_style():
    again = "In May, Mr. Dassan closed the only private radio station on the island, according to its owner."
    found = quoted(INTRO.format("Harbour Times:"), FIRST, SECOND, BACK, again, BACK)
    assert [text for _, text in found] == [f"{FIRST}\n\n{SECOND}", again]


def test_where_both_write_evenly_only_the_first_paragraph_is_copied():
    even = "The arrests were announced on Thursday. The Harbour Times reported:"
    assert quoted(even, FIRST, SECOND, "The navy denied any plot.") == [("Harbour Times", FIRST)]


def test_quotation_marks_bound_the_copy():
    even = "The arrests were announced on Thursday. The Harbour Times reported:"
    assert quoted(even, f"“{FIRST}”", SECOND) == [("Harbour Times", f"“{FIRST}”")]


def test_a_person_who_speaks_is_no_outlet():
    assert quoted("The general spoke first. Dassan said:", FIRST, SECOND) == []


def test_angled_lines_are_block_quotes():
    found = quoted("The Harbour Times wrote on Friday:", f"> {FIRST}", SECOND)
    assert found == [("Harbour Times", f"> {FIRST}")]


def test_more_from_an_outlet_heads_links():
    assert quoted(FIRST, "More from the Harbour Times:", "Eleven officers held", "Navy denies plot", SECOND) == []
