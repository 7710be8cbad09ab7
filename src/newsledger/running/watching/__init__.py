"""Polling of feeds: what is new is fetched politely and goes the way of every other page."""

from newsledger.running.watching.rounds import Round, Watcher

__all__ = ["Round", "Watcher"]
