"""The brief: what a careful editor would say of a story, in sentences cut from its accounts.

:func:`write` is the stage. :mod:`.cut` finds what may be dropped from a sentence, :mod:`.wording`
makes it stand alone, :mod:`.standing` says which section it may stand in; :mod:`.concepts`,
:mod:`.merit` and :mod:`.salience` weigh, :mod:`.choose` picks; :mod:`.check` sees that nothing
lacks support; :mod:`.rewrite` lets a model of the user's word what holds.
"""

from rashomon.stages.brief.endpoint import Endpoint
from rashomon.stages.brief.rewrite import Asks
from rashomon.stages.brief.write import Asked, write

__all__ = ["Asked", "Asks", "Endpoint", "write"]
