"""Statements: who did what to whom, when, where, and how certain it is."""
