"""The last stage: renderers of a :class:`rashomon.models.Comparison`.

``html`` writes one page that needs nothing else, ``markdown``, ``csv`` and ``text`` write text,
``terminal`` prints a summary to a rich console. All of them cut every passage again from the
article's text before they show it. Each is the ``render`` of the module of its name; ``text`` is
what ``terminal`` prints, 80 columns wide and without colour. ``blocks`` prints one article with its
blocks, ``blocks_text`` the same without colour. ``why`` words the
explanation of a decision; ``BRIEFS`` are the forms of the brief alone.
"""

from rashomon.stages.present.blocks import plain as blocks_text
from rashomon.stages.present.blocks import render as blocks
from rashomon.stages.present.brief import FORMS as BRIEFS
from rashomon.stages.present.csv import render as csv
from rashomon.stages.present.html import render as html
from rashomon.stages.present.markdown import render as markdown
from rashomon.stages.present.terminal import plain as text
from rashomon.stages.present.terminal import render as terminal
from rashomon.stages.present.why import render as why

__all__ = ["BRIEFS", "blocks", "blocks_text", "csv", "html", "markdown", "terminal", "text", "why"]
