"""People and their organisations: who they are, how they come in, how they leave."""
