"""Entities: names, their types, titles and descriptions, and labels."""
