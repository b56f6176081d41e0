"""What the report of compared footprints shows: curves over distance and around the mast, reach, maps, figures, and the densities."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from . import charts, density_report
from .base import tr, tr_noop
from .report import Section, figure, table

NOW, COLOURS = "t", ("e", "o", "c", "p", "x")
POINTS, BEARINGS, MOST_PX = 240, 181, 160
HALF = 0.5  # dominance
FEW = 3  # values whose legend fits into a small chart
NAMES = {  # what the report calls the parameters
    "midpoint": tr_noop("midpoint"), "steepness": tr_noop("steepness"), "ple": tr_noop("path-loss exponent"),
    "threshold": tr_noop("threshold"), "power": tr_noop("power"), "height": tr_noop("height"), "tilt": tr_noop("tilt"),
    "beam": tr_noop("beam width")}


class Curves(NamedTuple):
    """Strength, dominance and share of the emission of one variant, (K,) each."""

    strength: np.ndarray
    dominance: np.ndarray
    share: np.ndarray


class Look:
    """Outcomes of variants as figures, columns of a table and sections of a page.

    Parameters
    ----------
    parameter : str
    row : int
        The cell that is looked at.
    grid : TileGrid
    results : list of Outcome
        The plan as it is first.
    """

    def __init__(self, parameter: str, row: int, grid, results: list):
        from ..geolocation.variants import PARAMETERS

        self.row, self.grid, self.results = row, grid, results
        self.parameter, self.unit = tr(NAMES[parameter]), PARAMETERS[parameter].unit
        self.now, self.values = results[0], [result for result in results if not result.draw]
        self.by_value = sorted(self.values, key=lambda result: result.variant.value)
        colours = iter(COLOURS)
        self.colours = {id(result): NOW if result is self.now else next(colours) for result in self.values}

    def figures(self) -> dict:
        """The numbers of the algorithm's outputs."""
        def of(pick, distances):
            known = [distance for distance in distances if np.isfinite(distance)]
            return float(pick(known)) if known else None
        return {"VALUE": self.now.variant.value, "AREA_KM2": self.now.measures.area_km2, "REACH_M": self.now.measures.reach_m,
                "HALF_M": self.half_m[0], "KWD_M": of(max, [result.distance_m for result in self.values]),
                "NOISE_KWD_M": of(np.mean, [result.distance_m for result in self.results if result.draw])}

    def columns(self) -> dict:
        """A row for each outcome."""
        measures, densities = [result.measures for result in self.results], [result.density for result in self.results]
        columns = {
            "value": ("number", [result.variant.value for result in self.results]),
            "is_now": ("bool", [result.variant.is_now and not result.draw for result in self.results]),
            "draw": ("int", [result.draw for result in self.results])}
        columns.update({name: ("number", [getattr(of, name) for of in measures]) for name in (
            "area_km2", "reach_m", "effective_km2", "jaccard", "common")})
        columns["half_m"] = ("number", self.half_m + [np.nan] * (len(self.results) - len(self.values)))
        for name, of in (("mass", "mass"), ("lost", "n_lost"), ("loglik", "loglik"), ("residual", "relative_residual")):
            columns[name] = ("number", [np.nan if density is None else float(getattr(density, of)) for density in densities])
        columns["kwd_m"] = ("number", [result.distance_m for result in self.results])
        return {name: (kind, np.array(values)) for name, (kind, values) in columns.items()}

    def summary(self) -> list:
        """The rows at the head of the page."""
        cell = self.now.variant.plan.records[self.row]
        azimuth = tr("omnidirectional") if np.isnan(cell["azimuth_deg"]) else f"{cell['azimuth_deg']:.0f}°"
        return [(tr("Cell"), str(cell["cell_id"])), (tr("Main direction"), azimuth),
                (tr("Parameter"), f"{self.parameter} ({self.unit})" if self.unit else self.parameter),
                (tr("Values"), ", ".join(map(self._label, self.by_value))),
                (tr("Tiles"), tr("{:g} m").format(self.grid.tile_m))]

    def sections(self) -> list:
        return [self._along(), self._around(), self._reach(), self._maps(), self._table(), *self._densities()]

    @cached_property
    def half_m(self) -> list:
        """Where the dominance falls below one half in the main direction, of the values."""
        return [self._farthest(result, self._direction, HALF).item() for result in self.values]

    @cached_property
    def _direction(self) -> float:
        from ..geolocation.variants import main_direction_deg

        return main_direction_deg(self.now.variant.plan, self.row)

    def _farthest(self, result, bearing_deg, level: float) -> np.ndarray:
        from ..geolocation.variants import farthest_m

        return farthest_m(result.variant, self.row, bearing_deg, level)

    def _profiles(self, distance_m, bearing_deg) -> dict:
        """The curves of each value, by label and colour; what is now lies below the others."""
        from ..geolocation.variants import profile

        return {self._key(result): Curves(*profile(result.variant, self.row, distance_m, bearing_deg)) for result in self.values}

    def _label(self, result) -> str:
        value = f"{result.variant.value:.4g}"
        return tr("{} now").format(value).replace(" ", "\u00a0") if result is self.now else value

    def _key(self, result) -> tuple:
        return self._label(result), self.colours[id(result)]

    def _three(self, x, found: dict, x_label: str) -> tuple:
        """Charts of strength, dominance and share over `x`."""
        def chart(of, y_label, y_range=None):
            return charts.curves({key: (x, getattr(curves, of)) for key, curves in found.items()}, x_label, y_label, y_range=y_range,
                                 size=charts.THIRD if len(found) <= FEW else charts.HALF)
        return (figure(chart("strength", "dBm"), tr("Signal strength.")),
                figure(chart("dominance", "s", (0, 1)), tr("Dominance; a phone is heard from the threshold on.")),
                figure(chart("share", "p", (0, 1)), tr("Share of the emission: how likely a phone there is counted in this cell.")))

    def _along(self) -> Section:
        ends = [self._farthest(result, self._direction, result.variant.threshold).item() for result in self.values]
        distance = np.linspace(0.01, 1.1, POINTS) * (max(ends) or 1000.0)
        return Section(tr("In the main direction"), self._three(distance / 1000, self._profiles(distance, self._direction), "km"),
                       tr("Over the distance from the mast, at a bearing of {:.0f}°.").format(self._direction))

    def _around(self) -> Section:
        distance = self.half_m[0] or self.now.measures.reach_m / 2 or 1000.0
        off = np.linspace(-180, 180, BEARINGS)
        parts = self._three(off, self._profiles(distance, self._direction + off), tr("° off the main direction"))
        told = tr("At {:,.0f} m, where the dominance is now one half in the main direction.") if self.half_m[0] else tr("At {:,.0f} m.")
        return Section(tr("Around the mast"), parts, told.format(distance))

    def _reach(self) -> Section:
        bearing = np.linspace(0, 360, BEARINGS)
        unit = np.column_stack([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])
        outer, inner = ({self._key(result): unit * self._farthest(result, bearing, level or result.variant.threshold)[:, None]
                         for result in self.values} for level in (None, HALF))
        every = np.concatenate([*outer.values(), *inner.values()])
        if not every.any():
            return Section("", ())
        box = (*every.min(axis=0), *every.max(axis=0))

        def rings(lines):
            layers = [charts.Layer(label, colour, lines=(ring,)) for (label, colour), ring in lines.items()]
            return charts.map_of([*layers, charts.Layer(tr("mast"), "s", points=np.zeros((1, 2)))], box=box, size=charts.SQUARE)
        return Section(tr("How far it reaches"), (figure(rings(outer), tr("Where the dominance reaches the threshold.")),
                                                  figure(rings(inner), tr("Where the dominance reaches one half."))), tr("North is up."))

    def _maps(self) -> Section:
        from ..evaluation.coarse import joined

        grid = self.grid
        tiles = np.concatenate([result.tile for result in self.values])
        if not len(tiles):
            return Section("", ())
        (south, north), (west, east) = ((at.min(), at.max() + 1) for at in np.divmod(tiles, grid.n_cols))
        side = -(-max(north - south, east - west) // MOST_PX)
        box = np.array([0, 0, -(-(east - west) // side) * side, -(-(north - south) // side) * side]) * grid.tile_m
        pictures = []
        for result in self.by_value:
            share = np.zeros(grid.n_tiles)
            share[result.tile] = result.share
            cut = joined(share.reshape(grid.n_rows, grid.n_cols)[south:north, west:east], side) / side**2
            picture = charts.map_of((), box=box, size=charts.THIRD, image=charts.coloured(cut, density_report.PHONES)[::-1])
            pictures.append(figure(picture, f"{self.parameter} {self._label(result)}"))
        return Section(tr("Share of the emission on the tiles"), tuple(pictures), tr("White is 0, dark blue 1."))

    def _table(self) -> Section:
        half, rows = dict(zip(map(id, self.values), self.half_m)), []
        for result in self.by_value:
            of = result.measures
            rows.append([self._label(result), f"{of.area_km2:,.2f}", f"{of.reach_m:,.0f}", f"{half[id(result)]:,.0f}",
                         f"{of.effective_km2:,.2f}", f"{of.jaccard:.0%}", f"{of.common:.0%}"])
        return Section(tr("Figures of the footprint"), (table(
            [tr("Value"), "#" + tr("Area (km²)"), "#" + tr("Reach (m)"), "#" + tr("s = 1/2 at (m)"), "#" + tr("Effective (km²)"),
             "#" + tr("Tiles in common"), "#" + tr("Share in common")], rows),),
            tr("In common with the footprint of now: of the tiles of either, and of the greater share in each tile. s = 1/2: where the "
               "dominance falls below one half in the main direction. Effective: area times share, the phones that the cell counts "
               "where there is one a square kilometre."))

    def _densities(self) -> list:
        if self.now.density is None:
            return []
        named = [(self._label(result), result) for result in self.by_value]
        named += [(tr("noise {}").format(result.draw), result) for result in self.results if result.draw]
        rows = [[name, f"{result.distance_m:,.0f}", f"{result.density.relative_residual:.2%}", f"{result.density.loglik:,.1f}",
                 f"{result.density.mass:,.6g}", f"{result.density.n_lost:,.6g}"] for name, result in named]
        distances = np.nan_to_num([result.distance_m for _, result in named])
        chart = charts.bars(distances, [self.colours.get(id(result), NOW) for _, result in named], self.parameter, "m",
                            names=[name for name, _ in named]) if distances.any() else ""
        parts = (figure(chart, tr("Distance of each density from that of now.")), table(
            [tr("Value"), "#" + tr("Distance (m)"), "#" + tr("Residual"), "#" + tr("Log-likelihood"), "#" + tr("Phones on the map"),
             "#" + tr("Not placed")], rows))
        off = [self._difference(result) for result in self.by_value if result is not self.now]
        return [Section(tr("What it does to the density"), parts, tr(
            "Estimated by {} from the same counts. The distance is how far a phone has to move in the mean. Narrow footprints explain any "
            "counts: a small residual proves nothing, a large one tells that footprints are too wide.").format(self.now.density.method)),
                Section(tr("Where the density changes"), tuple(off), tr("Red: more phones than now, blue: fewer."))]

    def _difference(self, result) -> str:
        from ..evaluation.coarse import joined

        grid = self.grid
        side = -(-max(grid.n_rows, grid.n_cols) // MOST_PX)
        off = joined((result.density.phones - self.now.density.phones).reshape(grid.n_rows, grid.n_cols), side)
        most, square_m = density_report.nearly_greatest(np.abs(off)), side * grid.tile_m
        colours = charts.coloured(0.5 + np.sign(off) * np.sqrt(np.minimum(np.abs(off) / most, 1)) / 2, density_report.TOO_FEW_OR_MANY)
        picture = charts.map_of((), box=(0, 0, off.shape[1] * square_m, off.shape[0] * square_m), size=charts.THIRD, image=colours[::-1])
        return figure(picture, tr("{} {}; the darkest is {:,.3g} phones per square of {:,.0f} m.").format(
            self.parameter, self._label(result), most, square_m))
