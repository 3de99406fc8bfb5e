"""The journal: who did what, when, before and after. Knows no other room, keeps no foreign key."""
