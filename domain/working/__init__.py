"""Working through: each dispute up to a resolution or a letting go, and how the client communicates, month by month."""
