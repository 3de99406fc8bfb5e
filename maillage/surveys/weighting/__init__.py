"""Calibration on margins: weights that make the answers look like the population."""
