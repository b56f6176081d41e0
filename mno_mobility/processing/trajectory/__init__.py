"""Algorithms of the group 'trajectory', one a file, named as its id."""
