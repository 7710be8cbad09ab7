from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from newsledger.errors import DataError
from newsledger.places import Gazetteer, store
from newsledger.places.gazetteer import COMPILED
from newsledger.places.knowledge import areas, shorts


def test_bearers_of_a_name_come_with_their_divisions(gazetteer: Gazetteer) -> None:
    texan = next(e for e in gazetteer.candidates("Paris") if e.admin1 == "Texas")
    assert (texan.country, texan.admin2, texan.feature) == ("USA", "Lamar County", "city")
    assert texan.lat == pytest.approx(33.66, abs=0.01)
    assert gazetteer.candidates("Paris")[0].country == "FRA"


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Burma", "MMR", "country"),
        ("Ivory Coast", "CIV", "country"),
        ("Rapides Parish", "USA", "admin2"),
        ("Bulacan", "PHL", "admin2"),
        ("Anbar", "IRQ", "admin1"),
        ("Deir Ezzor", "SYR", "city"),
        ("Bombay", "IND", "city"),
        ("Darfur", "SDN", "region"),
        ("Strait of Hormuz", "", "sea"),
        ("Soviet Union", "RUS", "historical"),
    ],
)
def test_names_of_every_kind_are_held(gazetteer: Gazetteer, name: str, country: str, feature: str) -> None:
    assert (country, feature) in {(e.country, e.feature) for e in gazetteer.candidates(name)}


def test_unknown_names_have_no_bearers(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwertzuiopville") == ()


def test_opening_is_quick() -> None:
    began = time.perf_counter()
    Gazetteer().candidates("Aleppo")
    assert time.perf_counter() - began < 0.5


def test_the_compiled_file_is_small() -> None:
    assert COMPILED.stat().st_size < 15_000_000


def test_written_areas_are_many_and_on_earth() -> None:
    assert len(areas()) > 300
    assert all(-90 <= a.lat <= 90 and -180 <= a.lon <= 180 for a in areas())


def test_abbreviations_tell_states() -> None:
    assert [s.admin1 for s in shorts()["W.Va."]] == ["West Virginia"]
    assert shorts()["U.S."][0].country == "USA"


def test_arrays_come_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    store.write(path, {"one": np.array([1, 2, 3], dtype="<u2"), "two": np.array([0.5], dtype="<f4")})
    back = store.read(path)
    assert back["one"].tolist() == [1, 2, 3]
    assert back["two"].tolist() == [0.5]


def test_other_files_are_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"not a gazetteer")
    with pytest.raises(DataError, match=r"newsledger\.places\.build"):
        store.read(path)
    with pytest.raises(DataError):
        store.read(tmp_path / "missing.bin")
