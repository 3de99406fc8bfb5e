"""Writes of workshops.

What the team does is written in the journal, like everywhere. What the room sends is not: nobody
is signed in, and the order of the entries would tell who wrote what; each row keeps its own trace.
"""
