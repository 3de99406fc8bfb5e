"""Surveys: drawing a sample, weighting the answers, estimating with an honest interval."""
