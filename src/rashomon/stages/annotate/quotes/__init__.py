"""Quotations: whose words, with which cue, said by whom."""
