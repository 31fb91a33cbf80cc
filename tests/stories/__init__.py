"""Whole courses as a clinic lives them, keyed in over HTTP, and random ones against a small model."""
