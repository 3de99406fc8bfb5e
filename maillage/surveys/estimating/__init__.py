"""What the answers say of the population, with an interval and what may be shown."""
