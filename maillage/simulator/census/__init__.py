"""Census files: counting people, households and dwellings as Insee publishes them."""
