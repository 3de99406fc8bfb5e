"""The commands: thin, one module per group, French for the person at the keyboard."""
