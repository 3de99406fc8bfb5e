"""The official files of the fictitious territory, each in the format of its publisher."""
