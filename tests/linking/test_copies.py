"""Reprints, parts of pages, versions."""

import random
from datetime import date, timedelta

from making.telling import page, printed
from newsledger.linking import CopyKind, find_copies

_WORDS = [f"word{n}" for n in range(400)]
STORY = " ".join(random.Random(3).choices(_WORDS, k=160))
OTHER = " ".join(random.Random(4).choices(_WORDS, k=160))


def first_and_later(text, later, **fields):
    one = page(text, "Agency Copy", published=printed(date(2023, 7, 1)))
    two = page(later, "Gazette", published=printed(date(2023, 7, 2)), **fields)
    return one, two


def test_a_reprint_names_the_earlier_page_in_any_order():
    one, two = first_and_later(STORY, STORY)
    (copy,) = find_copies([two, one])
    assert (copy.document_id, copy.copy_of, copy.kind) == (two.document_id, one.document_id, CopyKind.EXACT)
    assert find_copies([one, two]) == (copy,)


def test_a_few_changed_words_leave_a_near_copy():
    words = STORY.split()
    words[20], words[90] = "changed", "too"
    (copy,) = find_copies(first_and_later(STORY, " ".join(words)))
    assert copy.kind is CopyKind.NEAR and 0.7 <= copy.likeness < 1


def test_a_short_page_out_of_a_long_one_is_a_part():
    (copy,) = find_copies(first_and_later(f"{STORY} {OTHER}", " ".join(STORY.split()[:100])))
    assert copy.kind is CopyKind.PART


def test_a_page_that_quotes_another_and_says_more_is_no_copy():
    assert find_copies(first_and_later(" ".join(STORY.split()[:60]), f"{STORY[:300]} {OTHER}")) == ()


def test_pages_of_their_own_are_no_copies():
    assert find_copies(first_and_later(STORY, OTHER)) == ()


def test_a_page_met_again_with_a_change_is_a_version_of_itself():
    one, two = first_and_later(STORY, STORY + " updated", url="https://news.example/a")
    again = page(STORY, "Gazette", published=printed(date(2023, 7, 1)), url="https://news.example/a")
    (copy,) = [c for c in find_copies([again, two]) if c.document_id == two.document_id]
    assert copy.kind is CopyKind.VERSION
    assert one.url is None


def test_copies_of_copies_name_the_first_page():
    pages = [page(STORY, f"Outlet {n}", published=printed(date(2023, 7, n))) for n in (1, 2, 3)]
    assert {c.copy_of for c in find_copies(reversed(pages))} == {pages[0].document_id}


def test_short_pages_are_never_copies():
    assert find_copies(first_and_later("He won.", "He won.")) == ()


def test_a_story_that_everybody_prints_leads_back_to_the_first():
    days = [date(2023, 7, 1) + timedelta(days=n % 9) for n in range(130)]
    pages = [page(STORY, f"Outlet {n}", published=printed(day)) for n, day in enumerate(days)]
    first = min(pages, key=lambda d: (d.published.start, d.document_id))
    random.Random(5).shuffle(pages)
    found = find_copies(pages)
    assert len(found) == len(pages) - 1
    assert {c.copy_of for c in found} == {first.document_id}
