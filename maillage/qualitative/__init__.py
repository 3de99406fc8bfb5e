"""What people say, in their own words: classes of texts, codebooks and coded excerpts.

Counts words and compares coders; interprets nothing. Naming a class or a code is left to people.
"""
