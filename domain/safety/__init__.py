"""Safety: risk assessments and safety plans, dated and versioned, and who has the plan."""
