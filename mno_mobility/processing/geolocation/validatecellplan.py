"""Validate a cell plan: read any of the known formats, name what is wrong, write a clean plan with standard columns."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from .. import crs as crss
from .. import inputs, plan_report, report, styles
from ..base import MnoAlgorithm, tr
from ..layers import write

PICKED = ("site_id", "azimuth_deg", "tilt_deg", "mech_tilt_deg", "height_m", "z_m", "on_roof", "power_w", "gain_dbi", "loss_db",
          "frequency_mhz", "bandwidth_mhz", "beam_h_deg", "beam_v_deg", "range_m", "ple", "midpoint_dbm", "steepness", "small", "lac",
          "radio", "antenna", "x", "y", "samples")


class Algorithm(MnoAlgorithm):
    NAME = "validatecellplan"
    TITLE = "Validate cell plan"
    GROUP = "geolocation"
    SUMMARY = "Checks a cell plan and writes a clean one with the standard columns."
    DESCRIPTION = (
        "<p>Reads points or tables with the column names of mobloc, OpenCellID (radio, mcc, net, area, cell, lon, lat, range), multimno "
        "or this plugin, and finds the fields by their names; pick a field where it has another name. multimno's elevation_angle is "
        "read as tilt, positive downwards.</p>"
        "<p>Cells without id or position, repeated ids and swapped coordinates are dropped; values out of range are read as not "
        "given. Azimuths are written as bearings from true north. Every problem becomes a point with its remedy.</p>")
    NEEDS = ("numpy", "shapely")
    TAGS = "check,clean,opencellid,mobloc,multimno,antenna,sites,quality"
    CELLS, OUTPUT, PROBLEMS = "CELLS", "OUTPUT", "PROBLEMS"

    def define(self):
        inputs.add_cells(self, self.CELLS)
        for column in PICKED:
            self.add(QgsProcessingParameterField(_key(column), tr("Field of {}").format(column), column, self.CELLS, optional=True),
                     tr("The field that holds {}. Empty: found by its name or a synonym.").format(column), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Clean cell plan"), QgsProcessing.SourceType.TypeVectorPoint),
                 tr("The usable cells with the standard columns; NULL where the plan gives nothing."))
        self.add(QgsProcessingParameterFeatureSink(self.PROBLEMS, tr("Problems"), QgsProcessing.SourceType.TypeVectorPoint, None, True),
                 tr("One point for each problem: row, cell_id, problem, remedy, and whether the cell was dropped."))
        report.add_report(self)
        self.addOutput(QgsProcessingOutputNumber("N_CELLS", tr("Usable cells")))
        self.addOutput(QgsProcessingOutputNumber("N_PROBLEMS", tr("Problems")))

    def work(self, job):
        plan, problems, table, crs = inputs.cell_plan(job, self.CELLS, fields={column: _key(column) for column in PICKED}, compass=True)
        dropped = np.zeros(len(table), bool)
        dropped[[p.row for p in problems if p.dropped]] = True
        x, y = table["x"], table["y"]
        columns = {name: ("text", plan[name]) for name in ("cell_id", "site_id", "lac", "radio", "antenna")}
        columns.update({_column(name): ("number", plan[name]) for name in plan.records.dtype.names
                        if plan.records.dtype[name].kind == "f" and name not in ("x_m", "y_m")})
        columns.update({name: ("bool", plan[name]) for name in ("small", "on_roof")})
        output = write(job, self.OUTPUT, columns, geometry=(x[~dropped], y[~dropped]), wkb_type=QgsWkbTypes.Type.Point, crs=crs,
                       progress=job.progress(50, 90))
        styles.style_when_loaded(job, output, styles.from_file("cells"))
        rows = np.array([p.row for p in problems], dtype=int)
        found = write(job, self.PROBLEMS, {
            "row": ("int", rows + 1), "cell_id": ("text", [p.cell_id or None for p in problems]),
            "problem": ("text", [p.problem for p in problems]), "remedy": ("text", [p.remedy for p in problems]),
            "dropped": ("bool", np.array([p.dropped for p in problems], dtype=bool))},
            geometry=(x[rows], y[rows]), wkb_type=QgsWkbTypes.Type.Point, crs=crs)
        styles.style_when_loaded(job, found, styles.from_file("problems"))
        page = report.write_report(job, tr("Check of a cell plan"), [
            (tr("Cell plan"), table.name), (tr("Rows read"), f"{len(table):,}"), (tr("Usable cells"), f"{len(plan):,}"),
            (tr("Sites"), f"{len(set(plan['site_id'])):,}"), (tr("Cells dropped"), f"{int(dropped.sum()):,}"),
            (tr("Problems"), f"{len(problems):,}")],
            lambda: plan_report.of_plan(plan, problems, np.column_stack(
                crss.transformed(x, y, crs, crss.from_text(plan.crs), job.context))))
        job.info(tr("Cells written: {}; problems found: {}.").format(len(plan), len(problems)))
        return {self.OUTPUT: output, self.PROBLEMS: found, report.REPORT: page, "N_CELLS": len(plan), "N_PROBLEMS": len(problems)}


def _key(column: str) -> str:
    """Key of the field parameter of a column: azimuth_deg -> AZIMUTH_DEG_FIELD."""
    return f"{column.upper()}_FIELD"


def _column(name: str) -> str:
    """The column's name in a layer: the altitude of the antenna is simply z."""
    return "z" if name == "z_m" else name
