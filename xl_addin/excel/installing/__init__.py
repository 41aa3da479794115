"""Putting the add-in on one person's Windows PC, taking it away again, and finding out why it does not work.

Imports nothing beyond the standard library: it runs before any wheel is unpacked.
"""
