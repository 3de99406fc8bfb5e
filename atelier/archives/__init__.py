"""Traces and rights: the journal, personal data, retention, legal pages, archives of a démarche."""
