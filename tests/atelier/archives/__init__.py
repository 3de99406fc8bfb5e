"""Tests of traces and rights: archives."""
