"""Spelling aloud, and understanding what a caller spells back. Standard library only."""
