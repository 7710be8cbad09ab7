from __future__ import annotations

from pathlib import Path

from newsledger.places import Gazetteer, store
from newsledger.places.build import Row, sections


def compiled(path: Path) -> Gazetteer:
    rows = [
        Row("Old Ford", "AAA", "North", "", 10.0, 20.0, 7, 500, "city", {"old ford"}, {"altfurt"}),
        Row("Old Ford", "BBB", "South", "", -10.0, 30.0, 8, 90_000, "city", {"old ford"}),
        Row("North", "AAA", "North", "", 11.0, 21.0, 0, 90_500, "admin1", {"north province"}, {"north"}),
    ]
    store.write(path, sections(rows))
    return Gazetteer(path)


def test_compiled_rows_are_found_by_every_name_largest_first(tmp_path: Path) -> None:
    gazetteer = compiled(tmp_path / "g.bin")
    assert [e.country for e in gazetteer.candidates("Old Ford")] == ["BBB", "AAA"]
    (other,) = gazetteer.candidates("Altfurt")
    assert (other.name, other.geonameid, other.primary) == ("Old Ford", 7, False)
    (division,) = gazetteer.candidates("North Province")
    assert (division.feature, division.geonameid, division.admin1) == ("admin1", None, "North")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    compiled(tmp_path / "one.bin")
    compiled(tmp_path / "two.bin")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
