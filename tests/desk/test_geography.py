"""The map."""

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.desk.serving.geography import HEIGHT, TENTHS, WIDTH, lands, project, window


def test_the_middle_of_the_world_is_the_middle_of_the_map():
    assert project(0, 0) == pytest.approx((WIDTH / 2, HEIGHT / 2))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_is_on_the_map(lat, lon):
    x, y = project(lat, lon)
    assert -0.5 <= x <= WIDTH + 0.5
    assert -0.5 <= y <= HEIGHT + 0.5


@given(st.floats(-80, 79), st.floats(-170, 169))
def test_north_is_up_and_east_is_right(lat, lon):
    assert project(lat + 1, lon)[1] < project(lat, lon)[1]
    assert project(lat, lon + 1)[0] > project(lat, lon)[0]


def test_the_projection_keeps_areas():
    def area(lat):
        (x1, y1), (x2, _), (_, y2) = project(lat, 0), project(lat, 1), project(lat + 0.1, 0)
        from math import cos, radians

        return (x2 - x1) * (y1 - y2) / cos(radians(lat))

    assert area(0) == pytest.approx(area(60), rel=0.02)


def test_countries_have_their_codes_and_no_outline_crosses_the_map():
    codes = {land.code for land in lands()}
    assert {"FRA", "RUS", "USA", "FJI", "ATA"} <= codes
    for land in lands():
        for ring in land.path.split("z")[:-1]:
            first, _, moves = ring.removeprefix("M").partition("l")
            numbers = [int(number) for number in re.findall(r"-?\d+", moves)]
            assert max(map(abs, numbers[::2])) < WIDTH * TENTHS / 2 or land.code == "ATA", land.code
            xs = list(accumulate(numbers[::2], initial=int(first.split()[0])))
            assert min(xs) >= 0 and max(xs) <= WIDTH * TENTHS, land.code


def test_a_window_keeps_the_maps_shape_and_stays_on_it():
    x, y, wide, tall = window([(900, 20, 950, 60)])
    assert wide / tall == pytest.approx(WIDTH / HEIGHT, rel=0.01)
    assert x >= 0 and x + wide <= WIDTH + 0.1
    assert y >= 0 and y + tall <= HEIGHT + 0.1
    assert x <= 900 and x + wide >= 950


def test_a_wide_spread_shows_the_world():
    assert window([(0, 0, 10, 10), (900, 400, 950, 450)]) == (0, 0, WIDTH, HEIGHT)
    assert window([]) == (0, 0, WIDTH, HEIGHT)
