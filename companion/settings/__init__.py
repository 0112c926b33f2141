"""The agent's own settings: each declared once, only what was changed is written."""
