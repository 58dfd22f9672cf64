"""The last stage: renderers of a :class:`rashomon.models.Comparison`.

``html`` writes one page that needs nothing else, ``markdown`` and ``csv`` write text, ``terminal``
prints a summary. All of them cut every passage again from the article's text before they show it.
"""
