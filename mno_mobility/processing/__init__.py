"""The face of QGIS: the provider and its algorithms, which read layers, call the science and write layers."""
