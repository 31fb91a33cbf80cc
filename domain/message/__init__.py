"""One outbound message: why it was owed, what was decided, each attempt to send it, and what became of it."""
