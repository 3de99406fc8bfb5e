"""Portraits → what a template prints. No template compares a status or counts anything."""
