"""Maillage: from published statistics to the social portrait of a territory.

Pure Python. It never imports Django and stores nothing about people.
"""
