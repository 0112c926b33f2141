"""The voice, in a process of its own."""
