"""A complete démarche on the fictitious territory, played through the rooms' own actions."""
