"""MNO mobility: mobile-network-operator data to densities and trajectories, in QGIS."""


def classFactory(iface):
    """Entry point of QGIS; imports late so that the science can be used without QGIS."""
    from .plugin import MnoMobilityPlugin
    return MnoMobilityPlugin(iface)
