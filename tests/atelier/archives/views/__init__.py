"""Tests of traces and rights: views."""
