"""Tests of traces and rights: presenters."""
