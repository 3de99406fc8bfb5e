"""`atelier remind`."""
