"""The sample 'Musterland': written to a folder and loaded, so that everything can be tried without any data."""

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
)

from .. import layers, rasters, styles
from ..base import MnoAlgorithm, tr
from . import worlds


class Algorithm(MnoAlgorithm):
    NAME = "loadsample"
    TITLE = "Load sample data"
    GROUP = "scenario"
    SUMMARY = "Writes the sample country Musterland to a folder and loads it: cells, events, counts, people and the truth."
    DESCRIPTION = (
        "<p>Musterland is 20 x 20 km of invented land in the North Sea with 170,000 people, of whom 20,000 carry a phone of our "
        "operator. Go on with 'Emission model from cell plan' on the cells, 'Count phones per cell' on the events, 'Estimate density' "
        "on both, and 'Compare densities' with the truth.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "sample,demo,example,tutorial,musterland,test data"
    FOLDER = "FOLDER"

    def define(self):
        self.add(QgsProcessingParameterFolderDestination(self.FOLDER, tr("Folder")),
                 tr("Where the files go: cells.gpkg, events.gpkg, counts.gpkg, people.tif, truth.tif. Files of these names are replaced."))
        self.add(QgsProcessingParameterBoolean("LOAD", tr("Load the layers"), True), tr("Add the layers to the project."), advanced=True)
        for key, label in (("CELLS", tr("Cells")), ("EVENTS", tr("Events")), ("COUNTS", tr("Counts"))):
            self.addOutput(QgsProcessingOutputVectorLayer(key, label))
        for key, label in (("PEOPLE", tr("People")), ("TRUTH", tr("True density"))):
            self.addOutput(QgsProcessingOutputRasterLayer(key, label))
        for key, label in (("N_CELLS", tr("Cells")), ("N_PHONES", tr("Phones")), ("N_EVENTS", tr("Events"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...scenario.world import sample_scenario

        folder = Path(job.output_file(self.FOLDER))
        folder.mkdir(parents=True, exist_ok=True)
        world = sample_scenario(progress=job.progress(0, 50))
        figures = worlds.report(job, world)
        paths = {key: str(folder / name) for key, name in (
            ("PEOPLE", "people.tif"), ("TRUTH", "truth.tif"), ("COUNTS", "counts.gpkg"), ("EVENTS", "events.gpkg"),
            ("CELLS", "cells.gpkg"))}
        rasters.write_file(job, paths["PEOPLE"], **worlds.population(world))
        rasters.write_file(job, paths["TRUTH"], **worlds.truth(world))
        layers.write_file(job, paths["COUNTS"], **worlds.counts(world), progress=job.progress(55, 60))
        layers.write_file(job, paths["EVENTS"], **worlds.events(world), progress=job.progress(60, 95))
        layers.write_file(job, paths["CELLS"], **worlds.cells(world.plan))
        if job.flag("LOAD"):
            looks = {"PEOPLE": styles.density, "TRUTH": worlds.style_truth(world), "CELLS": styles.from_file("cells")}
            names = {"PEOPLE": tr("People"), "TRUTH": tr("True density"), "COUNTS": tr("Counts"), "EVENTS": tr("Events"),
                     "CELLS": tr("Cells")}
            for key, path in paths.items():
                details = QgsProcessingContext.LayerDetails(names[key], job.context.project(), key)
                job.context.addLayerToLoadOnCompletion(path, details)
                if key in looks:
                    styles.style_when_loaded(job, path, looks[key])
        return {self.FOLDER: str(folder), **paths, **figures}
