"""From représentation to constat: hypotheses, evidence for and against, what is established."""
