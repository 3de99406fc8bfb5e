"""Tests of restitutions."""
