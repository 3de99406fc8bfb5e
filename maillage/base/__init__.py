"""The only common ground of every room: levels, statuses, errors, French wording of numbers."""
