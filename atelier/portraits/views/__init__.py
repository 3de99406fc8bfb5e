"""Pages of the portraits. Each asks a query, hands the answer to a presenter, prints a template."""
