"""Ways of reading the text that is selected in another program."""
