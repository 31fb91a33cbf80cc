"""Backup and restore: one archive of the record and its keys, the same whichever database it comes from or goes to.

An archive is one file of SQLite with the rows of the log up to a position, the receipts, the wrapped keys,
and a manifest that counts and hashes them. It is read in chunks from a running clinic, events before keys,
so that no event is in it whose key is not. `docs/format.md` states it; `docs/reader.py` reads its events.
"""
