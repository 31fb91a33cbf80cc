"""How the record and the keys are kept in SQLite: one directory, a file for each."""
