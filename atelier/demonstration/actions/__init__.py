"""The scenes of the demonstration, each played through the actions of the rooms below."""
