"""Phones of a density map summed by zone, with small numbers suppressed."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...errors import InputError, some
from .. import inputs, rasters, styles
from ..base import MnoAlgorithm, tr
from ..layers import copied, read, source_of, write

ROUNDING = 1e-7  # of all phones: what float32 rasters leave
OWN = ("phones", "suppressed", "in_grid", "time", "band")


class Algorithm(MnoAlgorithm):
    NAME = "densitytozones"
    TITLE = "Density to zones"
    GROUP = "density"
    SUMMARY = "Sums the phones of a density map over municipalities or any other polygons."
    DESCRIPTION = (
        "<p>A tile that a border cuts is shared out by area. Zones with more than 0 but fewer than K phones are suppressed: their "
        "number is NULL. Phones outside all zones and zones that overlap or leave the map are reported.</p>")
    TAGS = "aggregate,zonal statistics,municipality,disclosure,suppression,confidentiality,census"
    DENSITY, ZONES, OUTPUT = "DENSITY", "ZONES", "OUTPUT"

    def define(self):
        number = QgsProcessingParameterNumber
        self.add(QgsProcessingParameterRasterLayer(self.DENSITY, tr("Density")), tr("A raster of phones per tile in a metric CRS."))
        self.add(QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [QgsProcessing.SourceType.TypeVectorPolygon]),
                 tr("Polygons in any CRS; their attributes are kept."))
        self.add(number("K", tr("Suppress fewer phones than"), number.Type.Double, 0, False, 0),
                 tr("Zones with more than 0 but fewer phones than this get NULL. 0 suppresses nothing; 10 is a common choice."))
        self.add(number("BAND", tr("Band"), number.Type.Integer, 1, False, 0),
                 tr("The band to sum. 0 takes all bands, one feature for each zone and band, with the time the band is named after."),
                 advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Zones with phones"), QgsProcessing.SourceType.TypeVectorPolygon),
                 tr("The zones with phones, suppressed, in_grid (share of the zone's area on the map), and band and time where all bands "
                    "are taken."))
        for key, label in (("N_ZONES", tr("Zones")), ("N_SUPPRESSED", tr("Suppressed zones")), ("PHONES", tr("Phones in the map")),
                           ("PHONES_OUTSIDE", tr("Phones outside all zones"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...density.zones import densities_to_zones

        bands, grid, layer = rasters.read_density(job, self.DENSITY)
        names = [layer.bandName(k + 1).partition(": ")[2] for k in range(len(bands))]
        band = job.integer("BAND")
        if band > len(bands):
            raise InputError(f"there is no band {band}", layer.name(), f"It has {len(bands)}.")
        chosen = np.arange(len(bands)) if band == 0 else np.array([band - 1])
        source = source_of(job, self.ZONES)
        table = read(source, {name: (name, "raw") for name in source.fields}, geometry=True, progress=job.progress(0, 20))
        if not len(table):
            raise InputError("the layer has no features", source.name, "Check the layer, its filter and the selection.")
        polygons = self._polygons(job, table, rasters.crs_of(grid))
        zones = densities_to_zones(bands[chosen], grid, polygons, k=job.number("K"), progress=job.progress(20, 85))
        outside = self._report(job, table, zones, float(np.nansum(bands[chosen])))
        replaced = [name for name in source.fields if name.lower() in OWN]
        if replaced:
            job.info(tr("Fields of the zones that give way to those of the result: {}.").format(", ".join(replaced)))

        row = np.tile(np.arange(len(table)), len(chosen))
        columns = {name: (kind, np.asarray(values, dtype=object if kind == "text" else None)[row])
                   for name, (kind, values) in copied(table, source.fields).items() if name.lower() not in (*OWN, "fid")}
        columns["phones"] = ("number", zones.phones.ravel())
        columns["suppressed"] = ("bool", zones.suppressed.ravel())
        columns["in_grid"] = ("number", zones.share_in_grid[row])
        if band == 0:
            at = np.repeat(chosen, len(table))
            columns["band"] = ("int", at + 1)
            columns["time"] = ("time", inputs.parse_times(np.array(names, dtype=object))[0][at])
        output = write(job, self.OUTPUT, columns, geometry=table.geometry[row], wkb_type=QgsWkbTypes.multiType(source.source.wkbType()),
                       crs=source.crs, progress=job.progress(85, 100))
        styles.style_when_loaded(job, output, styles.zones)
        return {self.OUTPUT: output, "N_ZONES": len(table), "N_SUPPRESSED": zones.n_suppressed,
                "PHONES": float(np.nansum(bands[chosen])), "PHONES_OUTSIDE": outside}

    def _report(self, job, table, zones, total):
        """Say what became of the phones; returns how many lie outside all zones."""
        outside = float(np.sum(zones.phones_outside))
        outside = outside if outside > ROUNDING * total else 0.0
        job.info(tr("Zones: {}; maps summed: {}; numbers suppressed: {}.").format(
            len(table), zones.phones.size // len(table), zones.n_suppressed))
        job.info(tr("Phones: {:.10g} on the map, {:.10g} of them outside all zones.").format(total, outside))
        if len(zones.overlaps):
            pairs = some([f"{table.fid[a]} and {table.fid[b]}" for a, b in zones.overlaps])
            job.warn(tr("Pairs of zones that overlap: {} (features {}). Phones counted more than once: {:.10g}.").format(
                len(zones.overlaps), pairs, float(np.sum(zones.phones_twice))))
        partial = np.flatnonzero(zones.share_in_grid < 1 - 1e-6)
        if len(partial):
            job.warn(tr("Zones that reach beyond the map, whose numbers are partial (see in_grid): {} (features {}).").format(
                len(partial), some(table.fid[partial])))
        return outside

    def _polygons(self, job, table, crs):
        """The zones in the CRS of the map; all must be usable, or the sums would not add up."""
        import shapely

        polygons = inputs.reprojected(job, table, crs)
        missing = np.flatnonzero(shapely.is_missing(polygons) | shapely.is_empty(polygons))
        if len(missing):
            raise InputError(f"features {some(table.fid[missing])} have no geometry", table.name,
                             "Delete them, or leave them out by a filter or selection.")
        invalid = np.flatnonzero(~shapely.is_valid(polygons))
        if len(invalid):
            raise InputError(f"features {some(table.fid[invalid])} are not valid ({shapely.is_valid_reason(polygons[invalid[0]])})",
                             table.name, "Repair them with 'Fix geometries'.")
        return polygons
