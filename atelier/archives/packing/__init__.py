"""The archive of a démarche: rows as JSON, files, readable pages; written, checked, read again."""
