"""Speed and memory of Maillage beside bare tools, on generated national data: `make bench`."""
