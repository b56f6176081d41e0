"""Transmitter power of a cell plan from a public register of transmitters: Ostermayer et al. 2016, 3.3.3."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsUnitTypes,
    QgsWkbTypes,
)

from ...errors import InputError, some
from ...geolocation.cells import guess_columns
from .. import inputs, styles
from ..base import MnoAlgorithm, tr, tr_noop
from ..crs import from_text, transformed
from ..layers import copied, read, source_of, write

OWN = ("power_w", "power_dbm", "power_source", "register_m", "fid")


class Algorithm(MnoAlgorithm):
    NAME = "interpolatepower"
    TITLE = "Interpolate transmitter power"
    GROUP = "geolocation"
    SUMMARY = "Gives the cells of a plan the power that a public register of transmitters tells, or that follows from it."
    DESCRIPTION = (
        "<p>Registers such as that of the Austrian FMK tell places and powers, but neither the operator nor all sites. A site of the plan "
        "takes the power of the entry that stands nearest within the tolerance; each entry serves one site. From these the power "
        "of all other sites of the plan is estimated.</p><p><b>linear</b>: interpolated in dBm on the triangles between matched sites, and "
        "outside of them the nearest. <b>nearest</b>: that of the nearest matched site. <b>median</b>: the median of all. Fewer than "
        "three matched sites, or all on a line, leave the median.</p><p>All sectors of a site take its power, as the register tells "
        "the highest. Ostermayer et al. 2016, 3.3.3.</p>")
    TAGS = "transmitter,register,fmk,eirp,erp,dbm,watt,interpolation,delaunay"
    CELLS, REGISTER, OUTPUT, ANCHORS = "CELLS", "REGISTER", "OUTPUT", "ANCHORS"

    def define(self):
        inputs.add_cells(self, self.CELLS, azimuths=False)
        self.add(QgsProcessingParameterFeatureSource(self.REGISTER, tr("Register of transmitters"), [QgsProcessing.SourceType.TypeVector]),
                 tr("Points, or a table with x and y (or lon and lat) fields, one row for each transmitter site of any operator."))
        self.add(QgsProcessingParameterField("POWER_FIELD", tr("Power field"), "power", self.REGISTER, optional=True),
                 tr("The field of the register with the power of a site, a number above 0 W. Empty: found by its name."))
        self.add(QgsProcessingParameterEnum("UNIT", tr("Unit of the power"), ["auto", "dbm", "w"], False, "auto", usesStaticStrings=True),
                 tr("dbm, w, or auto: told by the name of the field, such as power_w, else by the size of the numbers."))
        self.add(QgsProcessingParameterEnum("MEANING", tr("What the power is"), ["conducted", "erp", "eirp"], False, "conducted",
                                            usesStaticStrings=True),
                 tr("conducted: what the transmitter gives. erp, eirp: radiated, over a dipole or an isotropic antenna; the gain of the "
                    "antenna is then taken off and the loss of the feeder added, since a plan holds what the transmitter gives."))
        self.add(QgsProcessingParameterEnum("METHOD", tr("Method"), ["linear", "nearest", "median"], False, "linear",
                                            usesStaticStrings=True),
                 tr("How sites without an entry come by their power: linear, nearest or median; see above."))
        tolerance = self.add(QgsProcessingParameterDistance("TOLERANCE", tr("Tolerance"), 50.0, None, False, 0.001),
                             tr("How far a site and its entry in the register may stand apart, in metres."))
        tolerance.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(QgsProcessingParameterNumber("GAIN", tr("Antenna gain (dBi)"), QgsProcessingParameterNumber.Type.Double, 17.0, False,
                                              -30.0, 60.0),
                 tr("erp and eirp: the gain of antennas for which the plan has no gain_dbi, in dBi."), advanced=True)
        self.add(QgsProcessingParameterCrs("REGISTER_CRS", tr("CRS of the register's coordinate fields"), None, True),
                 tr("Only for a register without geometry: the CRS of its x and y fields. Empty: EPSG:4326 for fields named lon and "
                    "lat."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Cell plan with power"), QgsProcessing.SourceType.TypeVectorPoint),
                 tr("The usable cells with all fields of the plan, and power_w, power_dbm, power_source (matched, interpolated, nearest or "
                    "median) and register_m, the distance to the entry matched or to that of the nearest matched site."))
        self.add(QgsProcessingParameterFeatureSink(self.ANCHORS, tr("Matched entries"), QgsProcessing.SourceType.TypeVectorPoint, None,
                                                   True),
                 tr("The entries of the register that were matched, with register_id, site_id, power_dbm as the register has it, and "
                    "register_m."))
        for key, label in (("N_MATCHED", tr("Sites matched")), ("N_INTERPOLATED", tr("Sites interpolated")),
                           ("N_NEAREST", tr("Sites with the power of the nearest")), ("N_MEDIAN", tr("Sites with the median")),
                           ("MIN_DBM", tr("Least power matched (dBm)")), ("MAX_DBM", tr("Greatest power matched (dBm)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...geolocation.power import SOURCES, places_of_sites, site_powers

        plan, problems, table, crs = inputs.cell_plan(job, self.CELLS, compass=True)
        register, xy, places, dbm = self._register(job, plan)
        site, sites = places_of_sites(plan)
        found = site_powers(sites, places, dbm, tolerance_m=job.number("TOLERANCE"), method=job.choice("METHOD"))
        job.check_cancel()
        output = self._write_plan(job, plan, problems, table, crs, site, found)
        styles.style_when_loaded(job, output, styles.graduated("power_dbm", "dBm"))
        matched = np.flatnonzero(found.source == SOURCES[0])
        entry = found.register[matched]
        anchors = write(job, self.ANCHORS, {
            "register_id": ("int", register.fid[entry]), "site_id": ("text", self._site_ids(plan, site)[matched]),
            "power_dbm": ("number", dbm[entry]), "register_m": ("number", found.distance_m[matched])},
            geometry=(xy[0][entry], xy[1][entry]), wkb_type=QgsWkbTypes.Type.Point, crs=xy[2])
        styles.style_when_loaded(job, anchors, styles.from_file("anchors"))
        counts = {name: int((found.source == name).sum()) for name in SOURCES}
        if counts["median"] and job.choice("METHOD") != "median":
            job.warn(tr("Sites that take the median, as the {} matched ones make no triangle: {}.").format(len(matched), counts["median"]))
        job.info(tr("Sites: {}, of them {} matched, {} interpolated, {} with the power of the nearest, {} with the median; entries of the "
                    "register left over: {}; powers: {:.1f} to {:.1f} dBm.").format(
            len(sites), *counts.values(), len(register) - len(entry), dbm[entry].min(), dbm[entry].max()))
        return {self.OUTPUT: output, self.ANCHORS: anchors, **{f"N_{name.upper()}": n for name, n in counts.items()},
                "MIN_DBM": dbm[entry].min(), "MAX_DBM": dbm[entry].max()}

    def _register(self, job, plan) -> tuple:
        """The register's rows, their x, y and CRS, their places in the CRS of the plan, (R, 2), and powers in dBm; NaN where unusable."""
        from ...geolocation.power import guess_field, guess_unit, register_dbm

        source = source_of(job, self.REGISTER)
        field = source.picked("POWER_FIELD") or guess_field(source.fields)
        guessed = {axis: name for axis, name in guess_columns(source.fields).items() if axis in ("x", "y")}
        columns = {"power": (source.found({} if field is None else {"power": field}, "power"), "raw"),
                   **{axis: (name, "raw") for axis, name in guessed.items()}}
        table = read(source, columns, geometry=source.has_geometry, progress=job.progress(0, 40))
        if not len(table):
            raise InputError("the register has no rows", source.name, "Check the layer, its filter and the selection.")
        x, y, crs = inputs.coordinates(job, self.REGISTER, source, table, guessed)
        places = np.column_stack(transformed(x, y, crs, from_text(plan.crs), job.context))

        unit, told = (job.choice("UNIT"), True) if job.choice("UNIT") != "auto" else guess_unit(table["power"], field)
        if not told:
            job.warn(tr("The numbers of {} look like {}; set the unit if they are not.").format(field, {"w": "W"}.get(unit, "dBm")))
        if job.choice("MEANING") == "conducted" and "erp" in field.lower().replace("eirp", "erp"):
            job.warn(tr("The power is read as conducted, but its field is called {}; set what the power is.").format(field))
        dbm, faults = register_dbm(table["power"], unit)
        faults[tr_noop("no usable position")] = np.flatnonzero(~np.isfinite(places).all(axis=1))
        for reason, rows in faults.items():
            if len(rows):
                job.warn(tr("Entries of the register left out: {}, {} (features {}).").format(len(rows), tr(reason), some(table.fid[rows])))
        if not (np.isfinite(dbm) & np.isfinite(places).all(axis=1)).any():
            raise InputError(f"none of the {len(table)} rows can be used ({', '.join(r for r, rows in faults.items() if len(rows))})",
                             f"{source.name}, {field}", "Pick the field that holds the power of each transmitter, and set its unit.")
        return table, (x, y, crs), places, dbm

    def _write_plan(self, job, plan, problems, table, crs, site, found) -> str:
        from ...geolocation.radiated import conducted_dbm, to_w

        gain, loss = (np.where(np.isnan(plan[column]), other, plan[column])
                      for column, other in (("gain_dbi", job.number("GAIN")), ("loss_db", 0.0)))
        dbm = conducted_dbm(found.power_dbm[site], job.choice("MEANING"), gain, loss)
        replaced = np.isfinite(plan["power_w"]).sum()
        if replaced:
            job.info(tr("Cells whose power in the plan gives way to that of the register: {}.").format(replaced))
        used = np.ones(len(table), bool)
        used[[p.row for p in problems if p.dropped]] = False
        source = source_of(job, self.CELLS)
        names = [name for name in source.fields if name.lower() not in OWN and name not in source.binary]
        own = copied(read(source, {name: (name, "raw") for name in names}), names)
        columns = {name: (kind, np.asarray(values)[used]) for name, (kind, values) in own.items()}
        if "cell_id" not in (name.lower() for name in names):
            columns = {"cell_id": ("text", plan["cell_id"]), **columns}
        columns.update(power_w=("number", to_w(dbm)), power_dbm=("number", dbm), power_source=("text", found.source[site]),
                       register_m=("number", found.distance_m[site]))
        return write(job, self.OUTPUT, columns, geometry=(table["x"][used], table["y"][used]), wkb_type=QgsWkbTypes.Type.Point, crs=crs,
                     progress=job.progress(60, 100))

    def _site_ids(self, plan, site):
        """Id of each site, by its number."""
        return plan["site_id"][np.unique(site, return_index=True)[1]]
