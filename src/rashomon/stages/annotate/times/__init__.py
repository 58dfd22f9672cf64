"""Times: expressions in the text, resolved against the report's day."""
