"""The démarche: its territory, steps, instances, people and tasks; who may do what in it."""
