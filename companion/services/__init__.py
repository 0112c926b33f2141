"""What the agent does with the domain's values, and what that needs from outside (`ports`)."""
