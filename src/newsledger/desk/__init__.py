"""The desk: web pages to work at, a REST interface, and people's corrections."""
