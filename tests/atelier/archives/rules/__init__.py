"""Tests of traces and rights: rules."""
