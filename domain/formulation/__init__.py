"""The formulation: problem areas, the one focus, what links the onset of the episode to it, and the agreement."""
