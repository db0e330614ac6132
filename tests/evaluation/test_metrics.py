"""Measures of predictions: by hand, at their ends, and whatever the predictions."""

from itertools import pairwise
from math import exp, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolefit.evaluation.metrics import (
    BINS,
    Bootstrap,
    Prediction,
    compute_metrics,
    confusion,
    reliability,
    share_interval,
)

RIGHT = Prediction(0, (0.8, 0.1, 0.1))
SECOND = Prediction(1, (0.6, 0.3, 0.1))
WRONG = Prediction(2, (0.5, 0.45, 0.05))


@st.composite
def predictions(draw: st.DrawFn) -> list[Prediction]:
    """Predictions of three roles, each held by somebody."""
    roles = [0, 1, 2, *draw(st.lists(st.integers(0, 2), max_size=30))]
    found = []
    for role in roles:
        powers = [exp(draw(st.floats(-5, 5))) for _ in range(3)]
        found.append(Prediction(role, [power / sum(powers) for power in powers]))
    return found


def test_measures_by_hand() -> None:
    found = compute_metrics([RIGHT, RIGHT, SECOND, WRONG])
    assert list(found.recall) == [1, 0, 0]
    assert found.balanced_accuracy == pytest.approx(1 / 3)
    assert found.top2 == pytest.approx(2 / 3)
    assert found.log_loss == pytest.approx(-(log(0.8) + log(0.3) + log(0.05)) / 3)
    assert found.calibration_error == pytest.approx(0.2 / 3 + 0.6 / 3 + 0.5 / 3)
    assert confusion([RIGHT, RIGHT, SECOND, WRONG]) == [[2, 0, 0], [1, 0, 0], [1, 0, 0]]


def test_perfect_and_even_predictions() -> None:
    perfect = compute_metrics([Prediction(role, [float(role == i) for i in range(3)]) for role in range(3)])
    assert (perfect.balanced_accuracy, perfect.log_loss, perfect.top2, perfect.calibration_error) == (1, 0, 1, 0)
    even = compute_metrics([Prediction(role, [1 / 3] * 3) for role in range(3)])
    assert even.balanced_accuracy == pytest.approx(1 / 3)
    assert even.log_loss == pytest.approx(log(3))
    assert even.calibration_error == pytest.approx(0)


@given(predictions())
def test_repeating_the_people_of_a_role_changes_nothing(some: list[Prediction]) -> None:
    more = some + [prediction for prediction in some if prediction.role == 1]
    before, after = compute_metrics(some), compute_metrics(more)
    for name in ("balanced_accuracy", "log_loss", "top2", "calibration_error"):
        assert isclose(getattr(before, name), getattr(after, name), abs_tol=1e-9)


@given(predictions(), st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(some: list[Prediction], random: object) -> None:
    mixed = sorted(some, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert compute_metrics(mixed).log_loss == pytest.approx(compute_metrics(some).log_loss)
    assert compute_metrics(mixed).calibration_error == pytest.approx(compute_metrics(some).calibration_error)
    assert confusion(mixed) == confusion(some)


@given(predictions())
def test_bins_hold_everybody_and_add_up_to_the_calibration_error(some: list[Prediction]) -> None:
    bins = [each for each in reliability(some) if each]
    assert len(reliability(some)) == BINS
    assert sum(each.n for each in bins) == len(some)
    assert sum(each.weight for each in bins) == pytest.approx(1)
    error = sum(each.weight * abs(each.mean_predicted - each.observed) for each in bins)
    assert compute_metrics(some).calibration_error == pytest.approx(error)
    assert sum(each.weight * each.observed for each in bins) == pytest.approx(compute_metrics(some).balanced_accuracy)


def test_intervals_hold_the_figure_and_shrink_with_the_number_of_people() -> None:
    few = [RIGHT, SECOND, WRONG, Prediction(1, (0.2, 0.7, 0.1)), Prediction(2, (0.2, 0.2, 0.6))] * 6
    spans = []
    for some in (few, few * 9):
        spread = Bootstrap(resamples=300).intervals(some)
        for name in ("balanced_accuracy", "log_loss", "top2"):
            low, high = getattr(spread, name)
            assert low <= getattr(compute_metrics(some), name) <= high
        spans.append(spread.balanced_accuracy[1] - spread.balanced_accuracy[0])
    assert spans[1] == pytest.approx(spans[0] / 3, rel=0.3)


def test_the_same_seed_gives_the_same_intervals() -> None:
    some = [Prediction(role, (0.5 + i / 100, 0.3, 0.2 - i / 100)) for role in range(3) for i in range(20)]
    assert Bootstrap(100, seed=2).intervals(some) == Bootstrap(100, seed=2).intervals(some)
    assert Bootstrap(100, seed=2).intervals(some) != Bootstrap(100, seed=3).intervals(some)


@given(st.integers(1, 5000), st.floats(0, 1))
def test_the_interval_of_a_share_holds_it_and_stays_a_share(n: int, part: float) -> None:
    share = round(part * n) / n
    low, high = share_interval(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Newcombe 1998, Statistics in Medicine 17, p. 857, table I: 81 of 263.
    assert share_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    widths = [high - low for low, high in (share_interval(0.3, n) for n in (10, 100, 1000))]
    assert all(a > b for a, b in pairwise(widths))
