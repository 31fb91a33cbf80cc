"""The history of a case and of a message, folded from the log when somebody reads it.

As known at a position is the same fold over a shorter log: nothing here reads a row beyond it, and no
view is asked. `case_file` is a whole course, `why` one message, `as_of` what a reader may ask for.
"""
