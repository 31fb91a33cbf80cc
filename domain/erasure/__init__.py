"""Erasure: a person's key is destroyed; the log stays whole, and what was sealed with the key reads `[erased]`."""
