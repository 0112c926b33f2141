"""Phone-Support Companion: what an IT support agent keeps open through every call."""

__version__ = "0.1.0"
