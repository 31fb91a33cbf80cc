"""When things are done: the pump, its timer, dispatch and reconciliation, over a real log and doubles of providers."""
