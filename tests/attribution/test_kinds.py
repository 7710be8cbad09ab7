from __future__ import annotations

import pytest

from newsledger.attribution.kinds import kind_of_words, source_kind
from newsledger.records import Party, PartyKind, SourceKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("officials who were not authorized to speak", SourceKind.ANONYMOUS),
        ("people familiar with the matter", SourceKind.ANONYMOUS),
        ("a senior analyst at the institute", SourceKind.EXPERT),
        ("the defense minister", SourceKind.OFFICIAL),
        ("intelligence officials", SourceKind.OFFICIAL),
        ("declassified intelligence", SourceKind.INTELLIGENCE),
        ("the interior ministry", SourceKind.GOVERNMENT),
        ("a leaked memo", SourceKind.DOCUMENT),
        ("the official news agency", SourceKind.AGENCY),
        ("a local newspaper", SourceKind.OUTLET),
    ],
)
def test_kind_of_words(words: str, kind: SourceKind) -> None:
    assert kind_of_words(words) is kind


def test_what_is_known_of_a_party_decides_where_words_do_not() -> None:
    senator = Party("Okello", "James Okello", kind=PartyKind.PERSON, sectors=("LEG",))
    assert source_kind(senator, "Okello") is SourceKind.OFFICIAL
    assert source_kind(Party("Kenya", "Kenya", kind=PartyKind.STATE), "Kenya") is SourceKind.GOVERNMENT
    assert source_kind(Party("Okello", "Okello"), "Okello") is SourceKind.PERSON
