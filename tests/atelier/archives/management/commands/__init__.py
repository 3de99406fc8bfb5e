"""Tests of the commands of traces and rights."""
