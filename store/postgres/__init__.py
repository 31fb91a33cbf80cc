"""How the record and the keys are kept in PostgreSQL: one database a clinic, for any number of processes.

The log stands in the default schema, the keys in the schema `keystore`, so that the two can be saved,
granted and kept apart; they may also be in different databases. The service itself needs no more than
SELECT and INSERT on the log: `interlude migrate`, run by the owner, makes the tables.
"""
