"""The demo's pages: what a clinic would see, and the phones of its simulated clients. Only the demo serves them.

The pages know of the demo only the desk that they are given (`desk.Desk`); they decide nothing.
"""
