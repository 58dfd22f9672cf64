"""Words that stand for a person: titles, offices, kinds of people, given names, pronouns.

All lists were written for this project; they hold single common words.
"""

from __future__ import annotations

from rashomon.stages.annotate.entities.given_names import FEMALE, MALE

__all__ = [
    "BODIES",
    "COURTESY",
    "LEADERS",
    "PERSON_NOUNS",
    "RELATIONS",
    "SAME_ROLE",
    "SPOKESPEOPLE",
    "TITLES",
    "gender_of_name",
    "gender_of_word",
    "is_person_noun",
    "role_of",
]

COURTESY = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady madam madame monsieur rev".split()
)
"""Forms of address that belong to the name form itself."""

TITLES = COURTESY | frozenset(
    "sen gov rep gen lt col maj capt sgt cpl cmdr adm pres president premier prime minister "
    "secretary senator governor representative congressman congresswoman general colonel major "
    "captain sergeant lieutenant commander admiral judge justice chancellor king queen prince "
    "princess duke duchess pope cardinal bishop archbishop father sister brother rabbi imam sheikh "
    "sheik ayatollah emir sultan ambassador mayor sheriff inspector detective officer constable "
    "coach professor doctor chairman chairwoman speaker vice deputy former ex attorney".split()
)
"""Words before a name that are no part of it."""

LEADERS = frozenset(
    "president leader premier chancellor king queen emperor monarch ruler dictator tyrant despot "
    "strongman autocrat chief boss head emir sultan supremo minister".split()
)
"""Who stands at the head of a state, in neutral words and in loaded ones."""

SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson".split())

_OFFICES = """
president leader premier chancellor king queen emperor monarch ruler dictator tyrant despot
strongman autocrat chief boss head minister secretary senator governor mayor congressman
congresswoman lawmaker legislator parliamentarian councillor councilman councilwoman politician
candidate nominee frontrunner contender incumbent challenger rival opponent ally aide adviser
advisor strategist consultant spokesman spokeswoman spokesperson envoy ambassador diplomat
negotiator mediator counterpart successor predecessor deputy vice-president commissioner official
bureaucrat attorney lawyer prosecutor solicitor barrister judge justice magistrate juror sheriff
officer policeman policewoman detective inspector superintendent constable agent spy soldier
general colonel major captain skipper master sergeant lieutenant commander admiral marine veteran
fighter rebel militant insurgent terrorist gunman shooter attacker assailant suspect defendant
accused convict criminal killer murderer thief robber victim survivor hostage prisoner inmate
witness bystander resident neighbour neighbor tenant villager farmer fisherman sailor mariner
coxswain pilot driver rider passenger commuter tourist traveller traveler visitor migrant refugee
activist campaigner protester protestor demonstrator organizer organiser volunteer reformer
dissident whistleblower founder cofounder co-founder owner chairman chairwoman chairperson chair
director executive manager supervisor entrepreneur businessman businesswoman tycoon mogul magnate
baron billionaire millionaire investor banker trader broker economist analyst expert scholar
scientist researcher physicist chemist biologist historian professor lecturer teacher headteacher
principal student pupil graduate doctor physician surgeon nurse paramedic psychologist psychiatrist
therapist engineer architect designer developer programmer technician mechanic electrician plumber
builder worker labourer laborer employee clerk cashier waiter waitress chef cook baker butcher
author writer novelist poet journalist reporter correspondent columnist editor publisher blogger
commentator pundit host presenter anchor broadcaster photographer filmmaker producer actor actress
comedian singer rapper musician drummer guitarist artist painter dancer model celebrity star legend
icon athlete player striker goalkeeper midfielder defender quarterback coach captain champion
boxer runner swimmer cyclist jockey golfer referee umpire fan supporter critic
bishop archbishop cardinal pope priest pastor vicar reverend rabbi imam cleric monk nun preacher
father mother dad mum mom parent son daughter brother sister husband wife widow widower spouse
partner fiance fiancee boyfriend girlfriend girl boy child baby toddler teenager teen youth
grandfather grandmother grandson granddaughter uncle aunt nephew niece cousin twin friend
colleague roommate classmate man woman gentleman lady guy pensioner retiree
hero heroine villain monster thug bully coward liar fraudster crook swindler racist bigot fanatic
extremist radical hardliner moderate maverick populist nationalist conservative liberal republican
democrat socialist communist warmonger hawk dove kingpin mastermind ringleader warlord oligarch
traitor patriot loyalist insider outsider fellow delegate member guest peer lord prince princess
duke duchess baroness heir co-author co-host co-leader speaker whip watchdog ombudsman coroner
pathologist spokeman firefighter fireman lifeguard rescuer diver climber caretaker janitor guard
bodyguard hunter ranger sculptor composer conductor strategist pollster lobbyist donor
"""
PERSON_NOUNS = frozenset(_OFFICES.split())
"""Nouns that stand for one person."""

_SUFFIXES = ("woman", "person", "ologist", "ographer", "eer", "keeper", "maker", "goer")

BODIES = frozenset(
    """
government administration ministry department police company firm agency party campaign
group team court committee commission council parliament congress senate house army military
navy authority hospital university school bank board union side camp press media newspaper
magazine network channel station broadcaster outlet public people crowd family embassy
alliance coalition regime state country nation city town office bureau service force
organisation organization association federation foundation institute charity church club
league majority minority percent staff crew jury panel industry business market voter
opposition establishment leadership delegation mission community watchdog operator airline
manufacturer union lobby couple pair generation world west kremlin pentagon half third most
many some few others those both all none one everyone everybody someone somebody anyone
anybody nobody respondent
""".split()
)
"""Words for bodies of people, and for people without a name."""

SAME_ROLE = (
    frozenset("captain skipper master".split()),
    frozenset("strongman autocrat dictator despot tyrant ruler".split()),
    frozenset("chairman chairwoman chairperson chair boss tycoon baron magnate mogul".split()),
    frozenset("billionaire businessman businesswoman tycoon mogul magnate entrepreneur".split()),
    SPOKESPEOPLE,
    frozenset("senator lawmaker legislator".split()),
    frozenset("congressman congresswoman lawmaker legislator representative".split()),
    frozenset("lawyer attorney barrister solicitor".split()),
    frozenset("suspect gunman shooter attacker defendant accused assailant".split()),
    frozenset("officer policeman policewoman".split()),
    frozenset("candidate nominee frontrunner contender".split()),
    frozenset("actor actress star".split()),
    frozenset("singer star rapper".split()),
    frozenset("teenager teen youth".split()),
    frozenset("professor academic scholar".split()),
    frozenset("analyst expert".split()),
)
"""Groups of words that may be said of one office or trade."""

_ABBREVIATED = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "gen": "general",
    "pres": "president",
    "capt": "captain",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
}

_MALE_WORDS = frozenset(
    "mr sir lord monsieur king prince duke father brother husband son uncle nephew grandfather "
    "spokesman chairman businessman congressman policeman gentleman man boy actor widower fiance "
    "boyfriend dad fireman councilman pope bishop priest grandson guy".split()
)
_FEMALE_WORDS = frozenset(
    "mrs ms miss dame lady madame queen princess duchess mother sister wife daughter aunt niece "
    "grandmother spokeswoman chairwoman businesswoman congresswoman policewoman woman girl actress "
    "widow fiancee girlfriend mum mom councilwoman nun granddaughter heroine baroness".split()
)

RELATIONS = frozenset(
    "father mother parent son daughter brother sister husband wife widow widower partner boyfriend "
    "girlfriend uncle aunt nephew niece cousin twin friend colleague ally aide adviser advisor "
    "lawyer spokesman spokeswoman deputy successor predecessor rival".split()
)
"""Who stands in a relation to another person."""


def role_of(word: str) -> str:
    """The role that a title or noun names, abbreviations written out, lower case."""
    plain = word.rstrip(".").lower()
    return _ABBREVIATED.get(plain, plain)


def is_person_noun(lemma: str) -> bool:
    """Whether a noun, in its dictionary form, stands for a person."""
    plain = lemma.lower()
    return plain in PERSON_NOUNS or (len(plain) > 6 and plain.endswith(_SUFFIXES))


def gender_of_word(word: str) -> str | None:
    """ "m" or "f" where a title or noun tells the sex, None otherwise."""
    plain = word.rstrip(".").lower()
    if plain in _MALE_WORDS:
        return "m"
    if plain in _FEMALE_WORDS or (plain.endswith("woman") and len(plain) > 5):
        return "f"
    return "m" if plain.endswith("man") and plain in PERSON_NOUNS else None


def gender_of_name(given: str) -> str | None:
    """ "m" or "f" where a given name, in lower case, tells the sex, None otherwise.

    Slavic names in -mir and -slav are men's, in -mira and -slava women's.
    """
    if (given in MALE) != (given in FEMALE):
        return "m" if given in MALE else "f"
    if given in MALE or len(given) < 5:
        return None
    if given.endswith(("mir", "slav")):
        return "m"
    return "f" if given.endswith(("mira", "slava")) else None
