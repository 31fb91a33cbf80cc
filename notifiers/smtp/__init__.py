"""Email by SMTP: the letter as bytes, the connection, and what became of it."""
