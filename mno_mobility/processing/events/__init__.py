"""Algorithms of the group 'events', one a file, named as its id."""
