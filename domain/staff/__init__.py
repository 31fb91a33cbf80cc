"""Members of staff: who they are, what they do, and who covers for them while they are away."""
