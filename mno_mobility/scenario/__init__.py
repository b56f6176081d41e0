"""A made-up world to try it all on: network, population, phones and events, with the truth known."""
