"""How good an estimate is: distances between densities, curves and positions."""
