"""Things for staff to do: raised, given to somebody, done. What the protocol asks of a clinician is a phase task."""
