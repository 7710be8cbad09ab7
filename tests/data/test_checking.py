"""What a user is told of his own knowledge files: the place, what is wrong, how to mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making.folders import write
from newsledger.data.checking import check
from newsledger.data.loading import ROOT
from newsledger.data.marked import MAX_BYTES

SANCTION = "codebook/mine.yaml"
STATE = "registry/states/WKD.yaml"
BODIES = "registry/organizations/mine.yaml"
OUTLETS = "registry/outlets.yaml"


def told(folder, pages):
    return [(m.line, m.column, m.what, m.mend) for m in check(write(folder, pages)).mistakes]


def entry(line: str) -> str:
    return f"type: SANCTION\nentries:\n  - {line}\n"


FORMED = {
    SANCTION: entry('{verbs: [sluice, "close $gate|weir"], nouns: [sluicing], mode: expel, cameo: "163"}'),
    "codebook/classes.yaml": "gate: [sluice, floodgate]\n",
    "codebook/governors.yaml": 'denied: ["no"]\n',
    "codebook/tolls.yaml": "kinds: {dead: [perish]}\nnumbers: {scores: [40, null]}\n",
    STATE: "code: WKD\nname: Lakeland\nnames:\noffices:\n"
    "  - {office: President, role: head of state, holders: [{name: Ada Merrow, start: 2015, end: 2016-03}]}\n",
    "registry/states/FRA.yaml": "code: FRA\ndemonyms: [Gallic]\n",
    BODIES: "organizations:\n  - {name: Lake Authority, country: WKD, sectors: [GOV]}\n",
    OUTLETS: "outlets:\n  - {name: Courier, id: courier, country: WKD, kind: newspaper, domains: [courier.example]}\n",
}


def test_a_folder_that_is_well_formed_has_no_mistakes(tmp_path):
    found = check(write(tmp_path, FORMED))
    assert found.mistakes == ()
    assert set(found.pages) == {path.removesuffix(".yaml") for path in FORMED}


def test_the_packages_own_files_have_these_forms(tmp_path):
    for part in ("codebook", "registry/organizations"):
        write(tmp_path, {str(p.relative_to(ROOT)): p.read_bytes() for p in (ROOT / part).glob("*.yaml")})
    write(tmp_path, {f"registry/states/{code}.yaml": (ROOT / f"registry/states/{code}.yaml").read_bytes()
                     for code in ("FRA", "SUN", "USA")})  # fmt: skip
    assert check(tmp_path).mistakes == ()


MISTAKES = {
    "an unknown type": (SANCTION, "type: SANKTION\n", (1, 7), "no type 'SANKTION'", "'SANCTION'"),
    "no type": (SANCTION, "entries: []\n", (1, 1), "'type' is missing", "type:"),
    "an unknown field": (SANCTION, "type: AID\nentrys: []\n", (2, 1), "no field 'entrys'", "'entries'"),
    "an unknown field below": (SANCTION, entry("{verb: [fine]}"), (3, 6), "no field 'verb'", "'verbs'"),
    "an unknown mode": (SANCTION, entry("{verbs: [fine], mode: expell}"), (3, 27), "no mode 'expell'", "'expel'"),
    "a mode where there are none": (
        SANCTION, "type: AID\nentries:\n  - {verbs: [feed], mode: food}\n", (3, 27), "AID has no modes", "Leave"),
    "an unknown class": (SANCTION, entry("{verbs: [close $gates]}"), (3, 14), "no word class 'gates'", "Choose"),
    "a code without quotation marks": (SANCTION, entry("{verbs: [fine], cameo: 030}"), (3, 28), "a number", '"030"'),
    "a code that is none": (SANCTION, entry('{verbs: [fine], cameo: "9x"}'), (3, 28), "no CAMEO code", "digits"),
    "a code that CAMEO lacks": (SANCTION, entry('{verbs: [fine], cameo: "999"}'), (3, 28), "'999'", ""),
    "a bare on": (SANCTION, entry("{verbs: [fine], recipient: [obj, on]}"), (3, 38), "bare on", '"on"'),
    "a bare no": ("codebook/governors.yaml", "denied: [never, no]\n", (1, 17), "bare no", '"no"'),
    "a bare on as a key": ("codebook/classes.yaml", "on: [fire]\n", (1, 1), "A key is a word", '"on"'),
    "one word for a list": (SANCTION, entry("{verbs: fine}"), (3, 13), "A list is needed", "[fine]"),
    "a mapping for a list": (SANCTION, entry("{verbs: {a: b}}"), (3, 13), "a mapping, and a list", ""),
    "a list for a mapping": (SANCTION, "- type: AID\n", (1, 1), "a list, and a mapping", ""),
    "a word for a mapping": (SANCTION, "AID\n", (1, 1), "words, and a mapping", ""),
    "neither true nor false": (SANCTION, entry("{verbs: [fine], weak: maybe}"), (3, 27), "maybe is neither", ""),
    "a word that is not known": (
        SANCTION, entry("{verbs: [fine], subject: civic}"), (3, 30), "'civic' is none", "'civil' or 'armed'"),
    "an unknown context": (SANCTION, entry("{verbs: [fine], context: econmic}"), (3, 30), "no context", "'economic'"),
    "an entry without words": (SANCTION, entry("{mode: expel}"), (3, 5), "has no words", "verbs"),
    "an empty word": (SANCTION, entry("{verbs: ['']}"), (3, 14), "empty", "leave"),
    "capitals": (SANCTION, entry("{verbs: [Fine]}"), (3, 14), "has capitals", "'fine'"),
    "a verb with alternatives": (SANCTION, entry("{verbs: [fine|jail]}"), (3, 14), "no single lemma", "one verb"),
    "an empty alternative": (SANCTION, entry("{verbs: [close gate|]}"), (3, 14), "alternative", "both sides"),
    "a noun with a class": (SANCTION, entry("{nouns: [$visit]}"), (3, 14), "alternatives", "for verbs"),
    "a key twice": (SANCTION, "type: AID\ntype: AID\n", (2, 1), "a second time", "Keep one"),
    "a number of one end": ("codebook/tolls.yaml", "numbers: {scores: [40]}\n", (1, 19), "at least 2", ""),
    "a state in another's file": (STATE, "code: WKE\nname: Lakeland\n", (1, 7), "called WKD.yaml", "WKE.yaml"),
    "a state's code in small letters": (STATE, "code: wkd\nname: Lakeland\n", (1, 7), "no code", "Three capitals"),
    "a new state without a name": (STATE, "code: WKD\n", (1, 1), "has no name", "needs a name"),
    "an unknown role": (
        STATE, "code: WKD\nname: L\noffices:\n  - {office: P, role: head of stat}\n", (4, 23), "no role",
        "'head of state'"),
    "an office without a name": (STATE, "code: WKD\nname: L\noffices:\n  - {role: royal}\n", (4, 5), "'office'", "Add"),
    "an unknown sector": (STATE, "code: WKD\nname: L\nbodies: [{name: B, sectors: [GVO]}]\n", (3, 30), "no sector",
        "'GOV'"),
    "a day that is none": (
        STATE, "code: WKD\nname: L\nuntil: 2015-02-30\n", (3, 8), "'2015-02-30' is no day", "YYYY-MM-DD"),
    "an end before the start": (
        STATE,
        "code: WKD\nname: L\noffices: [{office: P, holders: [{name: A, start: 2015-05, end: 2014}]}]\n",
        (3, 64), "before it begins", "Mend"),
    "an unknown successor": (STATE, "code: WKD\nname: L\nsuccessor: FRE\n", (3, 12), "'FRE'", "'FRA'"),
    "a body of no country": (BODIES, "organizations: [{name: B, country: FRN}]\n", (1, 36), "'FRN'", "Did you mean"),
    "an unknown kind": (BODIES, "organizations: [{name: B, kind: company}]\n", (1, 33), "'company'", "'organization'"),
    "a body without a name": (BODIES, "organizations: [{country: FRA}]\n", (1, 17), "'name' is missing", ""),
    "no list of bodies": (BODIES, "{}\n", (1, 1), "missing", "Add organizations"),
    "an outlet without an id": (OUTLETS, "outlets: [{name: Courier}]\n", (1, 11), "'id' is missing", "Add id"),
    "an id with other characters": (OUTLETS, "outlets: [{name: C, id: A b}]\n", (1, 25), "other characters", "herald"),
    "an address for a domain": (
        OUTLETS, "outlets: [{name: C, id: c, domains: ['https://c.example/']}]\n", (1, 38), "no bare domain", "host"),
    "an unknown kind of outlet": (
        OUTLETS, "outlets: [{name: C, id: c, kind: paper}]\n", (1, 34), "'paper'", "newspaper"),
    "a bracket too few": (SANCTION, entry("{verbs: [fine}"), (3, 18), "not YAML", "bracket"),
    "a tab": (SANCTION, "type: AID\nentries:\n\t- {verbs: [feed]}\n", (3, 1), "not YAML", "spaces"),
    "an open quotation": (SANCTION, 'type: "AID\n', (2, 1), "not YAML", "quotation mark"),
    "a program's tag": (
        SANCTION, "type: !!python/object/apply:os.system [ls]\n", (1, 7), "more than plain values", "Leave the tag"),
    "another tag": (SANCTION, "type: !mine AID\n", (1, 7), "'!mine'", "Leave the tag"),
    "an anchor": (SANCTION, "type: &a AID\n", (1, 7), "Anchors", "Write out"),
    "two documents": (SANCTION, "type: AID\n---\ntype: AID\n", (2, 1), "second document", "own"),
    "nothing": (SANCTION, "# only a comment\n", (0, 0), "says nothing", "remove"),
    "other letters": (SANCTION, b"type: AID\nmeaning: caf\xe9\n", (2, 13), "0xe9 is not UTF-8", "UTF-8"),
    "a control character": (SANCTION, "type: A\x00ID\n", (0, 0), "not YAML", "Remove"),
    "deep lists": (SANCTION, "type: " + "[" * 60 + "]" * 60, (1, 26), "deep", "close"),
    "a file too large": (SANCTION, b"#" * (MAX_BYTES + 1), (0, 0), "larger than 5 MB", "several"),
    "a file that nobody reads": ("SANCTION.yaml", entry("{verbs: [fine]}"), (0, 0), "Nothing reads", "codebook/"),
    "a state's file too low": ("registry/states/x/WKD.yaml", "code: WKD\n", (0, 0), "Nothing reads", "states/"),
    "the other ending": ("codebook/mine.yml", entry("{verbs: [fine]}"), (0, 0), "end in .yaml", "mine.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_remedy(tmp_path, name):
    path, text, place, what, mend = MISTAKES[name]
    found = told(tmp_path, {path: text})
    assert [(line, column) for line, column, _, _ in found] == [place]
    assert what in found[0][2]
    assert mend in found[0][3]


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(tmp_path):
    found = told(tmp_path, {SANCTION: entry("{verbs: [Fine, close $gates], mode: expell, cameo: 030, weak: maybe}")})
    assert [column for _, column, _, _ in found] == [14, 20, 41, 56, 67]


def test_a_mistake_reads_as_compilers_write_it(tmp_path):
    (mistake,) = check(write(tmp_path, {SANCTION: "type: SANKTION\n"})).mistakes
    assert str(mistake) == f"{tmp_path}/{SANCTION}:1:7: There is no type 'SANKTION'. Did you mean 'SANCTION'?"


def test_a_folder_that_is_not_there_or_holds_nothing(tmp_path):
    assert "no such folder" in check(tmp_path / "none").mistakes[0].what
    assert "no knowledge files" in check(tmp_path).mistakes[0].what


def test_hidden_files_and_notes_are_passed_over(tmp_path):
    assert told(tmp_path, {**FORMED, ".git/x.yaml": "[", "README.md": "# mine", "codebook/.#mine.yaml": "["}) == []


def test_what_the_files_add_may_be_named_by_the_others(tmp_path):
    """A class, and a state's code, that stand in another file of the same folder."""
    pages = {SANCTION: entry("{verbs: [close $gate]}"), OUTLETS: "outlets: [{name: C, id: c, country: WKD}]\n"}
    assert len(told(tmp_path / "bare", pages)) == 2
    more = {"codebook/classes.yaml": "gate: [weir]\n", STATE: "code: WKD\nname: Lakeland\n"}
    assert told(tmp_path / "whole", {**pages, **more}) == []


@given(st.text(alphabet=":-{}[]&*!|>'\"#%@,? \n\tabcon013$", max_size=60))
def test_no_text_is_a_surprise(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    found = check(write(folder, {SANCTION: text, "codebook/classes.yaml": text})).mistakes
    assert all(m.what and m.mend for m in found)
