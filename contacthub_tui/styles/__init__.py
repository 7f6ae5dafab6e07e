"""How it looks: themes, and one style sheet a screen."""
