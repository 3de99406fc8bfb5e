"""`atelier demonstration`."""
