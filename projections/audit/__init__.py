"""The audit catalogue: what each event says, as one or more sentences in the words of the clinic.

`catalogue.sentence` is the way in. A type of event without a sentence, and a reason without words,
fail a test. Personal values that were erased read `[erased]`, and nothing here stumbles over them.
"""
