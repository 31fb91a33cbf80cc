"""Forms: an instrument filled in at an assessment or session, scored by a version that the clinic adopted."""
