"""The pathway around a course: brought in from elsewhere, released, moved to another protocol or clinician, linked."""
