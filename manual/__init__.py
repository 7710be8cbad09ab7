"""The manual's site: pages made from what the program knows, and what mkdocs asks while it builds."""
