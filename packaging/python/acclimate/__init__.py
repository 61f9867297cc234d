"""Acclimate for people who have pip or uv: its command line, and a Node.js to run it on."""
