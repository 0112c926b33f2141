"""The window. Panels show values and ask for things; they decide and store nothing."""
