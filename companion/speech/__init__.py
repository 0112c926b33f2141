"""The voice: pyttsx3 in a process of its own, which forgets what it has said."""
