"""Algorithms of the group 'geolocation', one a file, named as its id."""
