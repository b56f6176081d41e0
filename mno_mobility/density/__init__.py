"""How many phones are where: priors and the density estimators."""
