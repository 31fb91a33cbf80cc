"""How events are kept: one log, ordered and sealed, with one leaf of a Merkle tree an event.

Here live the stored form of an event, the keys that seal it, the writer that appends, the recorders of
each database and backup. This package imports the domain only. It decides nothing: what may be
appended is judged before, what is seen afterwards is the matter of `projections`.
"""
