"""Classes of territories that resemble each other, named by what distinguishes them."""
