"""The house where people meet: the Django site. Asks `maillage` for numbers, stores none."""
