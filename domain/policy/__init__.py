"""When messages are owed, and whether they may go: pure rules over what is known, for any clinic, zone and day.

`owed` says what is due and when, without a look at the clock; `decide` judges one obligation now.
"""
