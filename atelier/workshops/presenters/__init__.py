"""What pages of workshops print."""
