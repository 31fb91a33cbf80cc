"""The program: settings, the one place where all parts are put together, the command line, the demo.

It may import everything, and nothing imports it.
"""
