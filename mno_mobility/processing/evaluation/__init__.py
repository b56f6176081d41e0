"""Algorithms of the group 'evaluation', one a file, named as its id."""
