"""How replies are read: pure, versioned rules that would rather be unsure than wrong."""

RULES = "reading-1"
"""The version of these rules; kept with everything that was read by them."""
