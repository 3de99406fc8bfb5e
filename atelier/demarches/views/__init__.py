"""Pages of the démarche."""
