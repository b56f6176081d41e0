"""Algorithms of the group 'density', one a file, named as its id."""
