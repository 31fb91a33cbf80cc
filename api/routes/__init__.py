"""The routes of the API: tables of what can be asked and read, and the few that speak to others than staff."""
