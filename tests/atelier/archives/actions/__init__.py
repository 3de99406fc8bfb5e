"""Tests of traces and rights: actions."""
