"""The interpersonal inventory: the people in the client's life, what they give, and how that changes."""
