"""Algorithms of the group 'scenario', one a file, named as its id."""
