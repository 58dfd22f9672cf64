"""Words that attribute: what somebody said, thinks, plans, or what a document tells.

Written for this project; single common words, grouped by what they do. Which complement makes an
attribution of each is learned (``evals/train_quotes.py``).
"""

from __future__ import annotations

from rashomon.models import Act

__all__ = ["DOCUMENTS", "NOUNS", "VERBS", "act_of", "is_cue"]

_SPEECH = """
say tell add warn claim deny announce describe call pledge accuse argue insist note state
declare explain reply respond answer ask admit acknowledge concede confirm suggest assert
allege contend maintain stress emphasize emphasise underline underscore reiterate repeat
recall remember continue conclude observe remark comment mention point predict forecast
promise vow swear threaten urge appeal demand request beg plead order instruct command
advise recommend propose counter retort quip joke shout yell scream cry whisper mutter
murmur exclaim boast brag complain lament grumble protest object criticize criticise condemn
denounce blast slam rip attack decry deride mock ridicule praise hail applaud commend laud
welcome celebrate thank congratulate apologize apologise defend dismiss reject rebuff refute
dispute challenge question doubt signal indicate hint imply reveal disclose report tweet
post write testify speak talk discuss outline detail elaborate clarify specify cite quote
invoke reference refer characterize characterise portray label brand dub term depict frame
paint liken compare blame fault credit lash scold rebuke chide berate lambast lambaste tout
trumpet proclaim pronounce profess affirm reaffirm attest vouch estimate calculate assess
caution reassure assure remind inform notify brief lecture preach express voice vocalise
vocalize convey communicate relay echo endorse back support oppose rule refuse decline offer
invite summarize summarise recount relate narrate volunteer venture opine muse speculate
guess interject interrupt chime tease sneer scoff gush rave fume rail vent sigh snap bark
deadpan concur agree disagree confess divulge recite implore exhort lobby advocate champion
retaliate crack chant erupt roar holler warble intone enthuse marvel remonstrate
counterclaim riff thunder snarl heckle bash skewer savage assail excoriate chastise
reprimand castigate admonish vilify malign demonize taunt insult smear disavow renounce
repudiate distance retract recant dispel downplay exaggerate misstate lie stipulate
guarantee certify allow phone email text telegraph foretell raise read laugh smile sing
""".split()

_THOUGHT = """
believe think want hope fear feel know see consider expect wish worry suspect doubt assume
presume suppose imagine wonder regard view deem judge find realize realise understand
recognize recognise learn remember prefer like love hate dislike despise favor favour resent
regret trust distrust anticipate foresee envision envisage figure reckon conclude decide
determine dream desire need care mind appreciate value respect admire envy ponder
contemplate weigh mull question notice perceive interpret mistake misunderstand approve
disapprove accept hear
""".split()

_PLAN = """
plan intend aim agree seek try hope vow promise pledge propose consider prepare commit
resolve decide choose opt threaten refuse decline offer undertake swear mean aspire strive
contemplate schedule expect attempt
""".split()

_DOCUMENT = """
show indicate suggest find reveal demonstrate prove conclude state read say describe detail
document report estimate warn note list claim allege confirm rule provide require specify
""".split()

VERBS: dict[str, Act] = {
    **dict.fromkeys(_PLAN, "plan"),
    **dict.fromkeys(_THOUGHT, "thought"),
    **dict.fromkeys(_DOCUMENT, "document"),
    **dict.fromkeys(_SPEECH, "speech"),
}
"""The act of each verb that may attribute, by its dictionary form."""

_BOTH = frozenset(
    "hope vow promise pledge propose threaten refuse decline offer swear agree".split()
)
_THINKING = frozenset("hope doubt question remember conclude consider decide expect".split())

DOCUMENTS = frozenset(
    """
statement report letter study survey poll document filing lawsuit complaint indictment memo
email e-mail survey analysis book article paper editorial transcript ruling verdict order
resolution communique communiqué treaty agreement manifesto bill law legislation ad
advertisement website site page post tweet message note press-release release data figures
statistics record affidavit testimony dossier audit review census investigation finding
questionnaire research text caption headline sign banner placard petition script draft
accord declaration constitution platform list table chart video recording
""".split()
)
"""Nouns for things that can be read; as speakers they make the act ``document``."""

NOUNS: dict[str, Act] = {
    **dict.fromkeys(
        """
claim statement announcement suggestion assertion allegation accusation argument warning
promise pledge vow threat demand call request proposal comment remark admission denial
insistence prediction complaint criticism report notion acknowledgment assurance declaration
contention charge question answer appeal plea message word rumor rumour recommendation
support opposition attack endorsement praise rhetoric objection resistance condemnation
rebuke description apology speech interview testimony explanation analysis assessment
account response reaction reference
""".split(),
        "speech",
    ),
    **dict.fromkeys(
        """
belief view opinion hope fear concern worry doubt suspicion feeling sense idea thought
expectation conviction desire wish conclusion understanding assumption impression anger
anxiety frustration disappointment enthusiasm skepticism scepticism confidence trust love
hatred disdain contempt admiration sympathy approval disapproval preference interest dismay
""".split(),
        "thought",
    ),
    **dict.fromkeys(
        "plan intention decision refusal effort bid goal aim commitment".split(), "plan"
    ),
    **dict.fromkeys("finding evidence estimate".split(), "document"),
}
"""Nouns whose clause is attributed content."""


def is_cue(lemma: str) -> bool:
    """Whether a verb, in its dictionary form, may attribute."""
    return lemma.lower() in VERBS


def act_of(lemma: str, *, complement: str, speaker_is_document: bool) -> Act:
    """What kind of attribution a verb makes.

    :param complement: dependency label of the content ("ccomp", "xcomp", "dobj", ...).
    """
    plain = lemma.lower()
    act = VERBS.get(plain) or NOUNS.get(plain) or "speech"
    if speaker_is_document and act != "plan":
        return "document"
    if plain in _BOTH and complement == "xcomp":
        return "plan"
    if plain in _THINKING:
        return "thought"
    return "speech" if act == "document" else act
