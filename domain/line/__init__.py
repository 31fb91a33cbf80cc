"""A line: one telephone number or mail address, known only by its keyed hash, shared by whoever uses it."""
