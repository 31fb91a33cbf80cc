"""Planted faults: each, put into a copy of the program, must turn the test red that is there to see it."""
