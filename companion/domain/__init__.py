"""Values and steps of a support call. Standard library only: no clock, no disk, no Qt."""
