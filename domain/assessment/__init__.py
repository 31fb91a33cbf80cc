"""Assessment and diagnosis: what was gathered from where, the episode, the sick role, the diagnosis."""
