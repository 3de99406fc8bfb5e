"""Population by age in some years: what follows from rates, and how wrong it was in the past."""
