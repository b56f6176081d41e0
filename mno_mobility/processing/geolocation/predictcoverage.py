"""Coverage prediction: the level of each cell, the best server and the areas of cells (Ostermayer et al. 2016, section 3.3.2)."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsUnitTypes,
)

from .. import ground, inputs, prediction, predictions, rasters
from ..base import MnoAlgorithm, tr

PROPAGATIONS = ("parametric", "hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid")


class Algorithm(MnoAlgorithm):
    NAME = "predictcoverage"
    TITLE = "Predict coverage"
    GROUP = "geolocation"
    SUMMARY = "Predicts where each cell is received, from its antenna and power, the terrain and what stands on it."
    DESCRIPTION = (
        "<p>The level of a cell is its radiated power less the loss of its antenna in that direction and the loss of the path. Models of "
        "the path: <b>hybrid</b>, the greater loss of terrain and extended Hata, for populated land; <b>terrain</b>, free space and "
        "diffraction over the terrain (delta-Bullington of ITU-R P.526); <b>terrain_fast</b>, without the curved earth's part; "
        "<b>extended_hata</b> (ITU-R SM.2028), <b>hata</b> (150 to 1500 MHz), <b>cost231</b> (1500 to 2000 MHz) and <b>tr38901</b> "
        "(3GPP) know no terrain; <b>parametric</b> is the index of power of the R package mobloc.</p>"
        "<p>Bands compete in one best server, where the low ones win: to see each for itself, predict a selection of the plan.</p>"
        "<p>Areas of cells serve 'Estimate trajectories' and 'Emission model from areas'. They overlap where several cells are nearly "
        "equally strong. What the plan does not tell is filled in, counted and listed: heights, powers, frequencies, beam widths.</p>")
    TAGS = "propagation,radio,signal,best server,path loss,terrain,diffraction,hata,planning,polygon,hole"
    CELLS = "CELLS"

    def define(self):
        number, distance = QgsProcessingParameterNumber, QgsProcessingParameterDistance
        inputs.add_cells(self, self.CELLS)
        self.add(QgsProcessingParameterEnum("PROPAGATION", tr("Propagation model"), list(PROPAGATIONS), False, "hybrid",
                                            usesStaticStrings=True),
                 tr("hybrid where people live; terrain for mountains and open country, or among buildings; extended_hata for a look "
                    "without terrain; tr38901 above 3000 MHz. See above."))
        ground.add_ground(self)
        inputs.add_extent(self, tr("The area to predict. Empty: all cells with their range."))
        resolution = self.add(distance("RESOLUTION", tr("Resolution"), 25.0, None, False, 1.0),
                              tr("Edge of a pixel and step of the terrain profiles, in metres. Buildings need 10 m or finer."))
        radius = self.add(distance("RADIUS", tr("Range"), 10_000.0, None, False, 100.0),
                          tr("How far cells are looked for whose plan has no range_m, in metres; small ones 1 km."))
        for parameter in (resolution, radius):
            parameter.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(number("THRESHOLD", tr("Least level (dBm)"), number.Type.Double, None, True, -200, 0),
                 tr("A cell covers places where its level is at least this. Empty: what its technology needs outdoors, GSM -95, UMTS -105, "
                    "LTE and 5G -110 dBm, and for parametric -107.2. Indoors 15 to 20 dB more are needed."))
        prediction.add_radio(self)
        self.add(number("HYSTERESIS", tr("Hysteresis (dB)"), number.Type.Double, 3.0, False, 0, 30),
                 tr("A phone keeps its cell until another is stronger by this: the best server changes less often, and areas of cells "
                    "overlap."), advanced=True)
        self.add(QgsProcessingParameterEnum("AREA_OF", tr("Areas of cells"), list(predictions.AREAS_OF), False, "margin",
                                            usesStaticStrings=True),
                 tr("margin: where a cell may serve, at most the hysteresis below the strongest. server: where it is the best server. "
                    "heard: wherever it reaches the least level."), advanced=True)
        self.add(number("LEAST_PATCH", tr("Smallest patch (m²)"), number.Type.Double, 1_000.0, False, 0),
                 tr("Smaller pieces of areas of cells are left out, but for the largest of a cell, and smaller holes are filled. 0: none."),
                 advanced=True)
        self.add(QgsProcessingParameterEnum("STRENGTH_OF", tr("Bands of the levels"), ["best", "each"], False, "best",
                                            usesStaticStrings=True),
                 tr("best: one band, the level of the strongest cell. each: a band a cell."), advanced=True)
        inputs.add_crs(self)
        self.add(QgsProcessingParameterRasterDestination(predictions.STRENGTH, tr("Level"), None, True),
                 tr("Level in dBm, no data below the least one."))
        self.add(QgsProcessingParameterRasterDestination(predictions.BEST_SERVER, tr("Best server"), None, True),
                 tr("The serving cell of each pixel, as its place among the cells that can be used, from 1."))
        self.add(QgsProcessingParameterRasterDestination(predictions.OVERLAP, tr("Cells received"), None, True, False),
                 tr("How many cells reach the least level."))
        polygon, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterFeatureSink(predictions.OUTPUT, tr("Areas of cells"), polygon, None, True),
                 tr("A multipolygon a cell: cell_id, site_id, server (its place in the best-server raster), area_km2, mean_dbm."))
        self.add(QgsProcessingParameterFeatureSink(predictions.HOLES, tr("Coverage holes"), polygon, None, True, False),
                 tr("Polygons where no cell reaches the least level: area_km2."))
        self.add(QgsProcessingParameterFeatureSink(predictions.FILLED, tr("Values filled in"), table, None, True, False),
                 tr("What the plan did not tell: cell_id, column, value."))
        for key, label in predictions.FIGURES.items():
            self.addOutput(QgsProcessingOutputNumber(key, tr(label)))

    def work(self, job):
        from ...geolocation.coverage import predict

        rasters.require_folders(job, predictions.STRENGTH, predictions.BEST_SERVER, predictions.OVERLAP)
        plan, *_ = inputs.cell_plan(job, self.CELLS, crs=inputs.wanted_crs(job))
        propagation, resolution = job.choice("PROPAGATION"), job.number("RESOLUTION")
        links = prediction.links(job, plan, range_m=job.number("RADIUS"))
        grid = inputs.tile_grid(job, plan.crs, prediction.reached(links), "RESOLUTION")
        cutoff = predictions.thresholds(job, links)
        scene = prediction.scene(job, links, grid, propagation, cutoff, resolution, job.progress(2, 15))
        heard = predict(scene, workers=prediction.workers(job, scene), progress=job.progress(15, 75))
        with predictions.Prediction(scene, heard) as result:
            return result.write(job, job.progress(75, 99))
