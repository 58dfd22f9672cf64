"""A reader's decisions, replayed on any run: what ``--corrections FILE`` holds.

The file is JSON Lines, a :class:`rashomon.models.Correction` a line. Places are named by article
and words, never by the numbers of a run, so that a decision outlives it. ``Replay`` is asked by the
pipeline after annotating (speakers) and grouping (stories), and while a story is collated (its
actors, claims, conflicts), so that all that follows from them follows from the decision too.
"""

from rashomon.stages.correct.replay import Replay, StoryReplay, replay_of

__all__ = ["Replay", "StoryReplay", "replay_of"]
