"""A bearer token: what a program may do on the clinic's behalf, until when. Only its hash is kept."""
