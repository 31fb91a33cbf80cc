"""The work of the sessions: how each opened, techniques, areas worked on, next steps, phase tasks and notes."""
