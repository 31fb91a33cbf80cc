"""The outer ring: the HTTP interface, the pages, the webhooks of providers, and who may do what.

It turns requests into commands and views into answers; it decides nothing that the domain could.
This package imports the domain, the store, projections and, of the channels, what a webhook needs.
"""
