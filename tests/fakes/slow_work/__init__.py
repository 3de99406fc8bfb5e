"""A room of the site that exists in tests only: it counts slowly, so that it can be interrupted."""
