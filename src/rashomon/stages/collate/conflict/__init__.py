"""Conflicts: typed comparison of sentences and quotations that tell the same thing.

``words`` knows opposites and negations, ``align`` lays two sentences side by side, ``compare``
decides whether two numbers, times or names agree, ``edits`` turns what differs into typed
differences. For sentences worded differently ``figures`` finds figures that measure one thing,
``acts`` lays out what is done and ``deeds`` finds acts that are one, ``things`` knows what a verb
takes. ``tolls`` compares the counts of victims that leads give, ``speech`` quotations. What is left
open, ``judge`` asks of models that read two passages together: ``passages`` chooses them, ``signs``
and ``contrast`` work out what in them is exact, ``cross`` loads the learned parts. ``score`` says
how sure a finding is and ``assemble`` joins findings into :class:`rashomon.models.Conflict`.
"""
