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


def sample_files() -> dict:
    """File and name of the layer by output, in the order in which they are loaded."""
    return {
        "PEOPLE": ("people.tif", tr("People")), "TRUTH": ("truth.tif", tr("True density")), "ROADS": ("roads.gpkg", tr("Roads")),
        "COUNTS": ("counts.gpkg", tr("Counts")), "EVENTS": ("events.gpkg", tr("Events")), "CELLS": ("cells.gpkg", tr("Cells")),
        "JOURNEY_EVENTS": ("journey_events.gpkg", tr("Events of journeys")), "TRUTH_ROUTES": ("true_routes.gpkg", tr("True routes")),
        "TRUTH_POSITIONS": ("true_positions.gpkg", tr("True positions"))}


class Algorithm(MnoAlgorithm):
    NAME = "loadsample"
    TITLE = "Load sample data"
    GROUP = "scenario"
    SUMMARY = "Writes the sample country Musterland to a folder and loads it: cells, events, counts, people, roads and the truth."
    DESCRIPTION = (
        "<p>Musterland is 20 x 20 km of invented land in the North Sea with 170,000 people, of whom 20,000 carry a phone of our "
        "operator. Go on with 'Emission model from cell plan' on the cells, 'Count phones per cell' on the events, 'Estimate density' "
        "on both, and 'Compare densities' with the truth.</p>"
        "<p>200 more phones drive over its roads. Their events, true routes and true positions are for the algorithms of the group "
        "'Trajectory'.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "sample,demo,example,tutorial,musterland,test data"
    FOLDER = "FOLDER"

    def define(self):
        files = sample_files()
        self.add(QgsProcessingParameterFolderDestination(self.FOLDER, tr("Folder")),
                 tr("Where the files go: {}. Files of these names are replaced.").format(", ".join(file for file, _ in files.values())))
        self.add(QgsProcessingParameterBoolean("LOAD", tr("Load the layers"), True), tr("Add the layers to the project."), advanced=True)
        for key, (file, label) in files.items():
            self.addOutput((QgsProcessingOutputRasterLayer if file.endswith(".tif") else QgsProcessingOutputVectorLayer)(key, label))
        for key, label in (("N_CELLS", tr("Cells")), ("N_PHONES", tr("Phones")), ("N_EVENTS", tr("Events")), ("N_JOURNEYS", tr("Journeys")),
                           ("N_JOURNEY_EVENTS", tr("Events of journeys"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...scenario.journeys import sample_journeys
        from ...scenario.world import sample_scenario

        folder = Path(job.output_file(self.FOLDER))
        folder.mkdir(parents=True, exist_ok=True)
        world = sample_scenario(progress=job.progress(0, 45))
        roads, journeys = sample_journeys(world, progress=job.progress(45, 50))
        figures = {**worlds.report(job, world), **worlds.report_journeys(job, journeys)}
        files = sample_files()
        paths = {key: str(folder / file) for key, (file, _) in files.items()}
        rasters.write_file(job, paths["PEOPLE"], **worlds.population(world))
        rasters.write_file(job, paths["TRUTH"], **worlds.truth(world))
        for key, layer, start, end in (
                ("ROADS", worlds.road_lines(roads), 52, 53), ("COUNTS", worlds.counts(world), 53, 58),
                ("EVENTS", worlds.events(world.events), 58, 94), ("CELLS", worlds.cells(world.plan, job.context), 94, 95),
                ("JOURNEY_EVENTS", worlds.journey_events(journeys), 95, 97), ("TRUTH_ROUTES", worlds.true_routes(journeys), 97, 98),
                ("TRUTH_POSITIONS", worlds.true_positions(journeys), 98, 99)):
            layers.write_file(job, paths[key], **layer, progress=job.progress(start, end))
        if job.flag("LOAD"):
            looks = worlds.looks(world)
            looks["ROADS"] = looks["ROAD_LINES"]
            for key, path in paths.items():
                details = QgsProcessingContext.LayerDetails(files[key][1], job.context.project(), key)
                job.context.addLayerToLoadOnCompletion(path, details)
                if key in looks:
                    styles.style_when_loaded(job, path, looks[key])
        return {self.FOLDER: str(folder), **paths, **figures}
