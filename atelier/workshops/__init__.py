"""Workshop mode: a room, cards, a wall, dots, bets, a map of actors; with a network or without."""
