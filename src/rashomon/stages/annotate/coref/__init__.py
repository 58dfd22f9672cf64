"""Coreference: noun phrases and pronouns of an article joined to the entities they stand for."""
