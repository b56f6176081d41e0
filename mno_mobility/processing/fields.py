"""The columns of layers in words: aliases that attribute tables and forms show in place of names made for programs."""

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from .base import tr

FIELDS = {
    # phones and events
    "device_id": "Phone", "journey_id": "Journey", "true_journey_id": "True journey", "cell_id": "Cell", "site_id": "Site",
    "lac": "Location area", "time": "Time (UTC)", "t_unix": "Time (s since 1970)", "event": "Event", "service": "Service",
    "seq": "Number in the journey", "session_id": "Session", "what": "Start or end", "complete": "Start and end are known",
    "n_handovers": "Handovers", "n_cells": "Cells", "n_events": "Events", "n_routes": "Routes",
    # times and ways
    "start": "Start (UTC)", "end": "End (UTC)", "t_start": "Start (s since 1970)", "t_end": "End (s since 1970)",
    "duration_s": "Duration (s)", "route_s": "Fastest drive (s)", "length_m": "Length (m)", "along_m": "Along the route (m)",
    "shift_m": "Moved along the route (m)", "off_m": "Off the route (m)", "sigma_m": "Standard deviation (m)",
    "radius_m": "Radius of uncertainty (m)", "rule": "Placed by", "moved": "Was moved", "met": "Limit is met",
    "exceeded": "Was too fast", "speed_kmh": "Speed (km/h)", "speed_raw_kmh": "Speed before the correction (km/h)",
    "allowed_kmh": "Allowed speed (km/h)", "candidate": "Candidate", "chosen": "Is chosen", "rank": "Rank",
    "alike": "Share of drawn routes alike", "ratio": "Ratio of the times", "d2_m2": "Squared distance from the cells (m²)",
    "unexplained": "Unexplained events", "explained": "Is explained", "probability": "Probability", "road": "Road", "place": "Place",
    # cells and coverage
    "azimuth_deg": "Azimuth (°)", "tilt_deg": "Electrical tilt (°)", "mech_tilt_deg": "Mechanical tilt (°)", "height_m": "Height (m)",
    "z": "Height above the sea (m)", "on_roof": "Stands on a roof", "power_w": "Power (W)", "power_dbm": "Power (dBm)",
    "gain_dbi": "Gain (dBi)", "loss_db": "Loss of the feeder (dB)", "frequency_mhz": "Frequency (MHz)", "bandwidth_mhz": "Bandwidth (MHz)",
    "beam_h_deg": "Horizontal beam width (°)", "beam_v_deg": "Vertical beam width (°)", "range_m": "Range (m)",
    "ple": "Path loss exponent", "midpoint_dbm": "Midpoint (dBm)", "steepness": "Steepness", "small": "Is a small cell",
    "radio": "Technology", "antenna": "Antenna", "area_km2": "Area (km²)", "mean_dbm": "Mean level (dBm)", "server": "Server",
    "register_id": "Entry of the register", "register_m": "Distance of the entry (m)", "column": "Column", "value": "Value",
    "building_id": "Building", "height": "Height (m)", "x": "x", "y": "y", "s": "Signal dominance", "p": "Probability of being counted",
    # densities
    "count": "Phones counted", "phones": "Phones", "tile": "Tile", "expected": "Phones expected", "residual": "Residual",
    "lost": "Phones not placed", "suppressed": "Is suppressed", "in_grid": "Share on the map", "band": "Band", "mass": "Mass",
    "from_tile": "From tile", "to_tile": "To tile", "iterations": "Iterations", "loglik": "Log-likelihood", "optimality": "Optimality",
    "share": "Probability that it holds",
    # comparisons
    "is_now": "Is the plan as it is", "draw": "Draw of noise", "reach_m": "Reach (m)", "half_m": "Dominance is one half at (m)",
    "effective_km2": "Effective area (km²)", "jaccard": "Tiles in common", "common": "Share in common",
    "kwd_m": "Distance of the density (m)",
    "deviation_m": "Deviation (m)", "hausdorff_m": "Hausdorff distance (m)", "frechet_m": "Fréchet distance (m)",
    "discrete_hausdorff_m": "Discrete Hausdorff distance (m)", "discrete_frechet_m": "Discrete Fréchet distance (m)",
    "estimate_off_m": "Estimate off the truth (m)", "truth_off_m": "Truth off the estimate (m)", "true_length_m": "True length (m)",
    "length_ratio": "Length by the true length", "correctness": "Correctness", "completeness": "Completeness", "opposed": "Is opposed",
    "true_kmh": "True speed (km/h)", "error_kmh": "Error (km/h)", "error_raw_kmh": "Error before the correction (km/h)",
    # what was left out, and why
    "row": "Row", "row_fid": "Feature", "fid": "Feature", "file": "File", "layer": "Layer", "side": "Side", "known": "Cell is known",
    "reason": "Reason", "problem": "Problem", "remedy": "Remedy", "dropped": "Was dropped"}


# how many decimals tables and forms show, by the end of a name: what is measured in it is not known better
DECIMALS = {"_m": 1, "_kmh": 1, "_dbm": 1, "_db": 1, "_dbi": 1, "_deg": 1, "_km2": 3, "_mhz": 1, "_m2": 0, "phones": 2, "expected": 2,
            "residual": 2, "mass": 3, "probability": 3, "share": 3, "ratio": 3, "correctness": 3, "completeness": 3, "in_grid": 4}


def name_fields(layer) -> None:
    """Give the columns of a vector layer their aliases and decimals, where they are those of the plugin and have none yet."""
    if not isinstance(layer, QgsVectorLayer):
        return
    for at, field in enumerate(layer.fields()):
        if field.name() in FIELDS and not field.alias():
            layer.setFieldAlias(at, tr(FIELDS[field.name()]))
            decimals = next((n for end, n in DECIMALS.items() if field.name().endswith(end)), None)
            if decimals is not None and field.type() == QMetaType.Type.Double and not layer.editorWidgetSetup(at).type():
                layer.setEditorWidgetSetup(at, QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True}))
