"""What ships as plain files, and what a team puts in their place: TOML to values."""
