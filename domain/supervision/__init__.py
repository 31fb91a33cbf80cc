"""Supervision: what a clinician talked over with a supervisor, what was advised and what follows from it."""
