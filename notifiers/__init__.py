"""How a person is reached: one folder a channel, with its adapter, its wording and its callbacks.

The only place that knows Twilio or SMTP. `port` says what is asked of a channel and what it can answer.
Of our own it imports values of the domain (`domain.values`, `domain.instant`, `domain.errors`): a channel
knows neither courses nor the log, and never decides whether something may be sent.
"""
