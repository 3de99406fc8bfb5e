"""Whom to ask: how many, shared how, drawn how."""
