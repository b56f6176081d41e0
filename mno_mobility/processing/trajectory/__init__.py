"""Algorithms of the group Trajectory."""
