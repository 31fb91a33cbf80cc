"""When: the pump that carries out what is due, dispatch, retries, and looking for evidence afterwards.

The only place that knows APScheduler, which wakes the pump and holds no truth: what is due follows from
the log. This package imports the domain, the store, projections and, of the channels, their port.
"""
