"""One check-in between sessions: a conversation by SMS, one question at a time, until it is answered or over."""
