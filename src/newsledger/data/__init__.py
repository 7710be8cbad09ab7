"""Knowledge as data: YAML read once, compiled to a fast cache, checked as it is loaded."""
