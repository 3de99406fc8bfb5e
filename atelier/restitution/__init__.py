"""Restituer: chosen elements, in order, as slides and as documents ready to be corrected."""
