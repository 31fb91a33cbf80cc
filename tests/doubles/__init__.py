"""Stand-ins for what is not ours, real over the wire and with a memory: Twilio, a mail server."""
