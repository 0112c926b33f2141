"""Ways of getting keys that are pressed in other programs; the best that works here is taken."""
