"""Schema of the jobs."""
