"""Meetings of the instances: convened, held, told, and their decisions followed to the next."""
