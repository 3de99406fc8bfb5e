"""What is measured: cards, their arithmetic, and the methods that need several years or steps."""
