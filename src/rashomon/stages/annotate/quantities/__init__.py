"""Quantities: numbers, money, shares, measures, and what they measure."""
