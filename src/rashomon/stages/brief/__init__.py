"""The brief: what a careful editor would say of a story, in sentences cut from its accounts.

:func:`write` is the stage. :mod:`.choose` picks what is told, :mod:`.wording` makes a sentence
from a source's own sentence, :mod:`.check` sees that nothing in it lacks support.
"""

from rashomon.stages.brief.write import write

__all__ = ["write"]
