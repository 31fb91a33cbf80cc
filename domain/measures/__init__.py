"""Instruments as data, and the scoring that they describe: pure, and without a threshold of its own.

What an answer is worth, when one may be missing, and when a change counts is said by a versioned file
(`instrument`), with its source. A score names the version that judged it.
"""
