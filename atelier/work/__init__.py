"""Long jobs: asked by a page, run by the worker, followed live, resumed after a stop."""
