"""Comparing territories: who is similar, where one stands, how a value moves. Plain functions."""
