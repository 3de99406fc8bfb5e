"""Portrait pages: a territory, its indicators, its maps. Every number comes from `maillage`."""
