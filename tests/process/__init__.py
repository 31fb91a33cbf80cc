"""The whole loop: as one process that is driven over HTTP, killed and restarted; and in process, held at its doors."""
