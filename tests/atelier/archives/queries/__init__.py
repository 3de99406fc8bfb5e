"""Tests of traces and rights: queries."""
