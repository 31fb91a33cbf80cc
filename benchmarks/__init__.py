"""Ours beside peers, in one run: what the record costs over the raw driver, and what the views cost over reading it.

Each file of this package is one benchmark, whose docstring says what is compared and why that is fair, or a part
that they share. Nothing is asserted here: ratios of one run are printed and written to `var/bench.json`.
"""
