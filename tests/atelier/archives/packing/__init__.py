"""Tests of traces and rights: packing."""
