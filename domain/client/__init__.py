"""The client: who it is, how and when they may be reached, and what they have consented to."""
