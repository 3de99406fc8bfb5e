"""How the documents look: slides, Word, PDF. Prints what `writing` says; computes nothing."""
