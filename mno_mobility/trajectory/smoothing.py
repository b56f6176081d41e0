"""Steady journeys near uncertain places: an interior-point method for many small convex programs at once."""

import numpy as np
from scipy.linalg import get_lapack_funcs

from ..progress import Progress, no_progress

GAP = 1e-12  # product of slack and multiplier of a bound at the end: so far the cost may be above the least one
SLOPE = 1e-7  # and so much it may still change by a deviation
MOST_STEPS = 400
FIRST_RIDGE = 1e-15
ROUNDING = 1e-15  # share of a stiff term that its own rounding may be
SHARE = 0.99  # of the way to the nearest bound that one step takes at most


def steady_places(place, deviation, rigidity, instant, journey, fastest: float, length, *, tail: float = np.inf,
                  progress: Progress = no_progress) -> np.ndarray:
    """Places that lie near the given ones and change their speed least.

    Minimises for each journey ``sum rho((x_i - place_i) / deviation_i) + sum rigidity_i (v_i+1 - v_i)^2 / dt_i`` over the places x with
    ``0 <= v_i <= fastest`` and ``0 <= x_i <= length``, where v_i is the speed on the stretch that ends at event i, and dt_i the time
    between the middles of the stretches before and behind it. ``rho(u) = 2 c^2 (sqrt(1 + u^2 / c^2) - 1)``, the pseudo-Huber function
    (Hartley and Zisserman 2004, appendix 6.8), grows as u^2 within c deviations and in proportion to u beyond. One bad place cannot pull
    all others then, and the program stays convex: it has one answer, whatever the start.

    A primal-dual interior-point method (Nocedal and Wright 2006, section 19.3) solves it; the weights that stand for rho follow each step.
    The matrix of all journeys has five diagonals. Each journey has its own length of step and ends by itself: none bears on another.

    Parameters
    ----------
    place, deviation, rigidity, instant : array_like of float, shape (N,)
        Instants ascend strictly within a journey. The rigidity of its first and last event is not used.
    journey : array_like of int, shape (N,)
        Ascending.
    fastest : float
        Above 0.
    length : array_like of float, shape (N,)
        Above 0, the same for all events of a journey.
    tail : float
        c; infinite for least squares.
    progress : callable

    Returns
    -------
    ndarray of float, shape (N,)
        Within all bounds; of a journey that is not solved after 400 steps, as with extreme settings, where it has got to.
    """
    given = [np.asarray(values, float) for values in (place, deviation, rigidity, instant, length)]
    answer = np.clip(given[0], 0, given[4])
    _, of, size = np.unique(journey, return_inverse=True, return_counts=True)
    rows = np.flatnonzero(size[of] > 1)
    n_all = int(np.count_nonzero(size > 1))
    program = _Program(*(values[rows] for values in given), of[rows], fastest, tail)
    for _ in range(MOST_STEPS):
        if not len(rows):
            break
        solved = program.step()
        if solved.any():
            ended = solved[program.of]
            answer[rows[ended]] = program.x[ended]
            rows = rows[~ended]
            program.leave(solved)
        progress(1 - len(program.first) / n_all)
    answer[rows] = program.x
    return answer


class _Program:
    """The journeys that are not solved yet: places x, and slack and multiplier of each bound.

    Bounds, one kind after the other: the stretches are not negative; they are not too long; the first events are not before the start; the
    last are not behind the end.
    """

    def __init__(self, place, deviation, rigidity, instant, length, of, fastest, tail):
        self.place, self.deviation, self.rigidity, self.instant, self.length = place, deviation, rigidity, instant, length
        self.fastest, self.tail = fastest, tail
        self._index(of)
        self.x = self._middle()
        way = np.diff(self.x)[self.stretch]
        self.slack = np.concatenate([way, fastest * self.dt - way, self.x[self.first], length[self.last] - self.x[self.last]])
        self.multiplier = 1 / self.slack
        self.centring = np.full(len(self.first), 0.3)

    def step(self) -> np.ndarray:
        """One step of all journeys; which of them were at the end of theirs before, and have stayed where they were."""
        slack, multiplier = self.slack, self.multiplier
        off = (self.x - self.place) / self.deviation
        weight = 1 / np.sqrt(1 + (off / self.tail) ** 2) / self.deviation ** 2
        slope = weight * (self.x - self.place)
        bent = self.rigid * sum(self.bend[k] * self.x[self.inner - 1 + k] for k in range(3))
        for k in range(3):
            slope[self.inner - 1 + k] += self.bend[k] * bent
        left = np.abs(slope - self._pushed(multiplier)) - ROUNDING * self.stiffest * np.abs(self.x)
        steepest = np.maximum.reduceat(left * self.deviation, self.first)
        gap = np.bincount(self.of_bound, slack * multiplier) / np.bincount(self.of_bound)
        solved = (gap < GAP) & (steepest < SLOPE)
        # without an end to its fall the gap would outrun the weights, and the matrix lose its digits
        aim = np.maximum(self.centring * gap, GAP / 10)[self.of_bound]
        dx = self._solved(self._matrix(weight, multiplier / slack), self._pushed(aim / slack) - slope)
        way = np.diff(dx)[self.stretch]
        d_slack = np.concatenate([way, -way, dx[self.first], -dx[self.last]])
        d_multiplier = (aim - slack * multiplier - multiplier * d_slack) / slack
        step, d_step = (np.where(solved, 0, self._room(values, change)) for values, change in
                        ((slack, d_slack), (multiplier, d_multiplier)))
        self.x = self.x + step[self.of] * dx
        self.slack = slack + step[self.of_bound] * d_slack
        self.multiplier = multiplier + d_step[self.of_bound] * d_multiplier
        self.centring = np.clip((1 - np.minimum(step, d_step)) ** 2, 0.02, 0.8)
        return solved

    def leave(self, solved):
        """Go on without some journeys."""
        event, bound = ~solved[self.of], ~solved[self.of_bound]
        for name in ("place", "deviation", "rigidity", "instant", "length", "x"):
            setattr(self, name, getattr(self, name)[event])
        self.slack, self.multiplier, self.centring = self.slack[bound], self.multiplier[bound], self.centring[~solved]
        self._index(self.of[event])

    def _index(self, of):
        self.of = np.unique(of, return_inverse=True)[1]
        self.first = np.flatnonzero(np.diff(self.of, prepend=-1))
        self.last = np.append(self.first[1:], len(of))[:len(self.first)] - 1
        self.stretch = np.flatnonzero(self.of[1:] == self.of[:-1])  # by the event where it begins
        self.inner = np.flatnonzero(self.of[2:] == self.of[:-2]) + 1
        self.dt = np.diff(self.instant)[self.stretch]
        before, behind = (self.instant[self.inner + k] - self.instant[self.inner + k - 1] for k in (0, 1))
        self.bend = 1 / before, -1 / before - 1 / behind, 1 / behind  # the change of speed at an inner event is this times three places
        self.rigid = self.rigidity[self.inner] * 2 / (before + behind)
        self.stiffest = np.zeros(len(of))
        for k in range(3):
            self.stiffest[self.inner - 1 + k] += self.rigid * self.bend[k] ** 2
        self.of_bound = np.concatenate([self.of[self.stretch], self.of[self.stretch], self.of[self.first], self.of[self.last]])
        self.by_journey = np.argsort(self.of_bound, kind="stable")
        self.first_bound = np.searchsorted(self.of_bound[self.by_journey], np.arange(len(self.first)))

    def _middle(self):
        """A steady journey away from all bounds."""
        duration, length = self.instant[self.last] - self.instant[self.first], self.length[self.first]
        speed = np.minimum(self.fastest / 2, 0.8 * length / duration)
        middle = (self.place[self.first] + self.place[self.last]) / 2
        start = np.clip(middle - speed * duration / 2, 0.1 * length, 0.9 * length - speed * duration)
        return start[self.of] + speed[self.of] * (self.instant - self.instant[self.first][self.of])

    def _matrix(self, weight, stiff):
        """The upper diagonals of the second derivatives, as `solveh_banded` takes them."""
        matrix = np.zeros((3, len(self.x)))
        for k in range(3):
            for i in range(k + 1):
                matrix[2 - k + i, self.inner - 1 + k] += self.rigid * self.bend[i] * self.bend[k]
        forwards, back, start, end = self._kinds(stiff)
        matrix[2] += weight
        matrix[2, self.stretch] += forwards + back
        matrix[2, self.stretch + 1] += forwards + back
        matrix[1, self.stretch + 1] -= forwards + back
        matrix[2, self.first] += start
        matrix[2, self.last] += end
        return matrix

    def _solved(self, matrix, right):
        """The solution of the system; where rounding has made the part of a journey singular, its diagonal grows until it is not."""
        pbsv, = get_lapack_funcs(("pbsv",), (matrix, right))
        ridge = FIRST_RIDGE
        while True:
            _, solution, failed = pbsv(matrix, right)
            if failed <= 0:
                return solution
            journey = self.of[failed - 1]
            matrix[2, self.first[journey]:self.last[journey] + 1] *= 1 + ridge
            ridge *= 2

    def _pushed(self, force):
        """How forces from the bounds push the places."""
        forwards, back, start, end = self._kinds(force)
        push = np.zeros(len(self.x))
        push[self.stretch + 1] += forwards - back
        push[self.stretch] -= forwards - back
        push[self.first] += start
        push[self.last] -= end
        return push

    def _kinds(self, values):
        n = len(self.stretch)
        return np.split(values, [n, 2 * n, 2 * n + len(self.first)])

    def _room(self, values, change):
        """How much of a change each journey can take for its values to stay positive, 1 at most."""
        with np.errstate(divide="ignore"):
            most = np.where(change < 0, -values / change, np.inf)
        return np.minimum(1, SHARE * np.minimum.reduceat(most[self.by_journey], self.first_bound))
