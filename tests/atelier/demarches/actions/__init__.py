"""Tests of the démarche."""
