"""Making the program known to the desktop: its name, its links, and the way back."""
