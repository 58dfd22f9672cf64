"""Taking a web page apart: its tree, its segments of text, which of them are the article."""
