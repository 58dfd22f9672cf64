"""The stages, each a package; their order stands in :mod:`rashomon.pipeline`."""
