"""The demo's own provider: phones and mailboxes that are rows of one SQLite file."""
