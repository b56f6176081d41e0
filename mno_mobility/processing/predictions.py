"""A coverage prediction as layers: levels, best servers, areas of cells, holes."""

from contextlib import closing

import numpy as np
from qgis.core import QgsWkbTypes

from ..errors import InputError, some
from ..progress import part
from . import prediction, rasters, styles
from .base import tr, tr_noop
from .crs import from_text
from .layers import write
from .outlines import outline, outlines

STRENGTH, BEST_SERVER, OVERLAP, OUTPUT, HOLES, FILLED = "STRENGTH", "BEST_SERVER", "OVERLAP", "OUTPUT", "HOLES", "FILLED"
AREAS_OF = ("margin", "server", "heard")
TILES_AT_ONCE = 1_000_000
FIGURES = {"N_CELLS": tr_noop("Cells"), "N_HEARD": tr_noop("Cells heard"), "N_AREAS": tr_noop("Areas of cells"),
           "N_HOLES": tr_noop("Coverage holes"), "COVERED_KM2": tr_noop("Covered area (km²)"), "COVERED_SHARE": tr_noop("Covered share"),
           "MEAN_OVERLAP": tr_noop("Cells received where covered, mean")}


def thresholds(job, links) -> np.ndarray:
    """The least level of each cell, (I,)."""
    return np.full(len(links), job.number("THRESHOLD")) if job.given("THRESHOLD") else links.threshold_dbm


def _reaches_its_rim(scene, heard) -> bool:
    """Whether a cell is heard to the end of its range."""
    cell = scene.links.plan.records[heard.cell]
    for first in range(0, len(heard.tile), TILES_AT_ONCE):
        x, y = scene.grid.centres(heard.tile[first:first + TILES_AT_ONCE])
        if np.hypot(x - cell["x_m"], y - cell["y_m"]).max() > cell["range_m"] - 2 * scene.grid.tile_m:
            return True
    return False


class Prediction:
    """All levels above the least one: the strongest in memory, each in a scratch file. A context manager.

    Parameters
    ----------
    scene : mno_mobility.geolocation.coverage.Scene
    heard : iterator of Heard
    """

    def __init__(self, scene, heard):
        from ..geolocation.servers import Servers
        from ..geolocation.spool import Spool

        self.scene, self.servers, self.spool = scene, Servers(scene.grid), Spool()
        self.at_rim = []
        with closing(heard):
            for one in heard:
                self.servers.add(one)
                self.spool.add(one)
                if _reaches_its_rim(scene, one):
                    self.at_rim.append(one.cell)

    def __enter__(self) -> "Prediction":
        return self

    def __exit__(self, *error) -> None:
        self.spool.__exit__(*error)

    def write(self, job, progress) -> dict:
        """Write the outputs that are wanted, and say what was found."""
        scene, servers, plan = self.scene, self.servers, self.scene.links.plan
        cells = self.spool.cells
        if not cells:
            raise InputError("no cell reaches the least level anywhere in the area", tr("Least level (dBm)"),
                             "Lower it, or check the powers of the cells, the extent and the CRS.")
        silent = np.setdiff1d(np.arange(len(plan)), cells)
        if len(silent):
            job.warn(tr("Cells that reach no pixel of the area: {} ({}).").format(len(silent), some(plan["cell_id"][silent])))
        if self.at_rim:
            job.info(tr("Cells that reach the least level up to the end of their range, and perhaps farther: {} ({}).").format(
                len(self.at_rim), some(plan["cell_id"][sorted(self.at_rim)])))
        server = servers.with_hysteresis(job.number("HYSTERESIS"), progress=part(progress, 0, 0.1))
        result = {STRENGTH: self._levels(job, part(progress, 0.1, 0.3)), BEST_SERVER: None, OVERLAP: None}
        progress(0.3)
        covered = servers.covered
        if job.given(BEST_SERVER):
            result[BEST_SERVER] = rasters.write_bands(job, BEST_SERVER, scene.grid, [np.where(covered, server + 1.0, np.nan)],
                                                      names=[tr("best server")], classes=True)
            styles.style_when_loaded(job, result[BEST_SERVER], styles.servers(plan["cell_id"], np.unique(server[covered])))
        if job.given(OVERLAP):
            result[OVERLAP] = rasters.write_bands(job, OVERLAP, scene.grid, [np.where(covered, servers.n_heard, np.nan)],
                                                  names=[tr("cells")], classes=True)
            styles.style_when_loaded(job, result[OVERLAP], styles.overlaps)
        result[OUTPUT], n_areas = self._areas(job, server, progress)
        result[HOLES], n_holes = self._holes(job, covered, part(progress, 0.95, 1))
        result[FILLED] = write(job, FILLED, prediction.default_rows(scene.links)) if job.given(FILLED) else None
        km2 = scene.grid.tile_m ** 2 / 1e6
        share, overlap = float(covered.mean()), float(servers.n_heard[covered].mean())
        told = tr("Cells predicted: {} of {}, {}. Covered: {:,.1f} km², {:.1%} of the area; {:.1f} cells received there on average.")
        job.info(told.format(
            len(cells), len(plan), scene.propagation, covered.sum() * km2, share, overlap))
        return {**result, "N_CELLS": len(plan), "N_HEARD": len(cells), "N_AREAS": n_areas, "N_HOLES": n_holes,
                "COVERED_KM2": float(covered.sum() * km2), "COVERED_SHARE": share, "MEAN_OVERLAP": overlap}

    def _levels(self, job, progress):
        if not job.given(STRENGTH):
            return None
        grid, ids = self.scene.grid, self.scene.links.plan["cell_id"]
        if job.choice("STRENGTH_OF") == "best":
            bands, names = [np.where(self.servers.covered, self.servers.level_dbm, np.nan)], [tr("level of the best server (dBm)")]
        else:
            bands, names = (self._band(heard) for heard in self.spool), [str(ids[cell]) for cell in self.spool.cells]
        path = rasters.write_bands(job, STRENGTH, grid, bands, names=names, progress=progress)
        styles.style_when_loaded(job, path, styles.levels)
        return path

    def _band(self, heard) -> np.ndarray:
        band = np.full(self.scene.grid.n_tiles, np.nan, np.float32)
        band[heard.tile] = heard.level_dbm
        return band

    def _areas(self, job, server, progress) -> tuple:
        import shapely

        if not job.given(OUTPUT):
            return None, 0
        plan, grid, kind = self.scene.links.plan, self.scene.grid, job.choice("AREA_OF")
        best, hysteresis, least_m2 = self.servers.level_dbm, job.number("HYSTERESIS"), job.number("LEAST_PATCH")
        rows, shapes, levels, n_tiles = [], [], [], 0
        for k, heard in enumerate(self.spool):
            progress(0.35 + 0.5 * k / len(self.spool.cells))
            mine = {"heard": lambda h: np.ones(len(h.tile), bool), "server": lambda h: server[h.tile] == h.cell,
                    "margin": lambda h: (server[h.tile] == h.cell) | (h.level_dbm >= best[h.tile] - hysteresis)}[kind](heard)
            if mine.any():
                rows.append(heard.cell)
                shapes.append(outline(grid, heard.tile[mine], least_m2))
                levels.append(float(heard.level_dbm[mine].mean()))
                n_tiles += int(mine.sum())
        sizes = shapely.area(shapes) / 1e6
        whole_km2 = n_tiles * grid.tile_m ** 2 / 1e6
        if abs(sizes.sum() - whole_km2) > 1e-9 * whole_km2:
            job.info(tr("Without patches and holes below {:,.0f} m² the areas have {:,.2f} km² instead of {:,.2f} km².").format(
                least_m2, sizes.sum(), whole_km2))
        without = np.setdiff1d(self.spool.cells, rows)
        if len(without):
            job.warn(tr("Cells that are received but serve nowhere, and so have no area: {} ({}). Where bands of one site outdo each "
                        "other, predict them one by one, or take the areas 'heard'.").format(len(without), some(plan["cell_id"][without])))
        output = write(job, OUTPUT, {
            "cell_id": ("text", plan["cell_id"][rows]), "site_id": ("text", plan["site_id"][rows]), "server": ("int", np.array(rows) + 1),
            "area_km2": ("number", sizes), "mean_dbm": ("number", levels)}, geometry=np.array(shapes, object),
            wkb_type=QgsWkbTypes.Type.MultiPolygon, crs=from_text(grid.crs), progress=lambda done: progress(0.85 + 0.1 * done))
        styles.style_when_loaded(job, output, styles.from_file("areas"))
        return output, len(rows)

    def _holes(self, job, covered, progress) -> tuple:
        import shapely

        if not job.given(HOLES):
            return None, 0
        shapes = outlines(self.scene.grid, np.flatnonzero(~covered), callback=rasters.gdal_callback(job, progress))
        job.check_cancel()
        km2 = shapely.area(shapes) / 1e6
        order = np.argsort(-km2, kind="stable")
        output = write(job, HOLES, {"area_km2": ("number", km2[order])}, geometry=shapes[order], wkb_type=QgsWkbTypes.Type.Polygon,
                       crs=from_text(self.scene.grid.crs))
        styles.style_when_loaded(job, output, styles.from_file("holes"))
        return output, len(shapes)
