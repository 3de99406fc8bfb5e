"""Tables: the words of the journal, what travels, what is erased, how long it is kept."""
