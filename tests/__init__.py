"""Tests, in folders that mirror the code. Their names are sentences.

They run the real parts: real databases, real servers on loopback, channels that speak to doubles which
keep state. Nothing of ours is mocked or patched, nothing waits by sleeping, nothing is skipped.
"""
