"""Keeping the site safe: one archive of its database and documents, and its return.

The archive belongs to no database: what was saved from SQLite is restored to PostgreSQL, and back.
"""
