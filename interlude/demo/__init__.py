"""The demo: a clinic with simulated phones and mailboxes, whose time goes on only when somebody steps it."""
