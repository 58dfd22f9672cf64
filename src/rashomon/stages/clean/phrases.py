"""Wording of lines that are no reporting, and of lines about pictures and authors.

The patterns are of common words of web pages, written by us; none is taken from one outlet.
"""

from __future__ import annotations

import re

from rashomon.stages.clean.dates import DATE_SOURCE, TIME_SOURCE
from rashomon.stages.clean.marks import AGENCIES, NAME

__all__ = [
    "ABOUT_AUTHOR", "AGENCY_LINE", "AUTHORS", "AUTHOR_HINTS", "BYLINE", "BYLINE_STARTS", "CAPTION",
    "CAPTION_HINTS", "CREDIT_HINTS", "CREDIT_LINE", "DATELINE", "DATE_LINE", "ENGLISH",
    "FILE_PHOTO", "FIRST_LETTERS", "FURNITURE", "FURNITURE_HINTS", "FURNITURE_STARTS",
    "OPENED", "OPENERS", "PLACEHOLDER", "PLACEHOLDER_HINTS", "REPORTED", "SAYING", "SHOWS",
]  # fmt: skip

FURNITURE = re.compile(
    r"""^\W*(?:
      (?:article|reader|top|sticky|skip|close)?\s?(?:advertis(?:e|ement|ing)|ads?\ (?:box|top
        |bottom|by)|article\ ad\ box|ad|ads|popunder|popup)(?:\s\w+){0,3}$
    | (?:please\ )?(?:click|tap|swipe|scroll)\ (?:here|to|on|down|for)\b
    | (?:sign|log)\s?(?:up|in|out)\b(?!.{120})
    | (?:please\ )?(?:subscribe|register|donate|follow|like)\b.{0,25}\b(?:to|on|us|now|for|our
      |your|here)\b(?!.{200})
    | subscribe$|register$|login$|search$|menu$|home$|video$|live$|image$|photos?$|gallery$|close$
      |next$|previous$|loading\W*$|comments?$|reply$|print$|email$|share$|tweet$|pin$|save$
        |copy\ link$
    | (?:share|tweet|email|print|save|copy|send|post|pin)\b.{0,40}\b(?:this|full|article|story
      |link|facebook|twitter|whatsapp|google|linkedin|email|options|plus)\b.{0,30}$
    | (?:facebook|twitter|whatsapp|linkedin|instagram|youtube|telegram|pinterest|reddit|flipboard
      |google\+?)\b.{0,30}$
    | (?:\d+\ )?(?:comments?|replies|shares|views|likes)\b:?(?:\s\(?\d+\)?)?$ | (?:post|leave|add
      |view|write|show)\ (?:a\ |your\ |all\ |the\ )?(?:\d+\ )?(?:comments?|reply|replies)\b
    | (?:read|see|find|learn|watch|view|load|show|discover)\ (?:more|next|also|all|less)\b(?!.{160})
    | (?:related|recommended|trending|popular|more|latest|top|most|editor'?s)\ (?:articles?
      |stories|news|content|topics?|coverage|videos?|posts?|links?|tags?|read|popular|viewed
        |shared|picks|on|from|by|about|in|for\ you)\b(?!.{120})
    | (?:you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested)|don'?t\ miss|in\ case\ you\ missed
      |up\ next|also\ (?:read|on))\b(?!.{160})
    | (?:tags?|topics?|filed\ under|categories|see\ more\ on|more\ on\ this)\s?:
    | (?:skip\ to|back\ to|go\ to|return\ to|jump\ to)\b
    | (?:read\ in\ app|supported\ by|sponsored|promoted|paid\ (?:post|content)|get\ it\ sent\ to
      |story\ continues|continue\ reading|listen\ to\ (?:this|the)\ |hide\ caption|toggle\ caption
        |enlarge\ this|view\ image|play\ video|watch\ now|listen\ now|now\ playing
          |click\ to)\b(?!.{100})
    | (?:we|this\ (?:web)?site|our)\ (?:uses?|web)\b.{0,80}\bcookies?\b
      | .{0,80}\bcookies?\ (?:policy|settings|preferences)\b
    | (?:copyright\b|\(c\)|©|all\ rights\ reserved|terms\ (?:of|and|&)|privacy\ (?:policy|notice)
      |contact\ us|about\ us)
    | by\ (?:signing\ up|subscribing|clicking|providing|continuing)\b
    | (?:have|got)\ (?:a\ |any\ )?(?:news\ )?(?:tip|story|question)\b.{0,100}(?:\?|@|contact|email)
    | (?:the\ )?(?:views|opinions)\ expressed\b | (?:for\ more|get\ more|want\ more)\b(?!.{160})
      | (?:download|get)\ (?:the|our)\b.{0,30}\bapps?\b
    | (?:\d{1,2}:)?\d{1,2}:\d{2}$ | \d+$ | (?:loaded|progress|duration|current\ time|stream\ type
      |playback\ rate|mute|fullscreen|chapters|captions|subtitles)\b.{0,60}$
    | [a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$ | https?://\S+$ | www\.\S+$
    | .{0,60}\b(?:newsletters?|inbox)\b.{0,60}$
    )""",
    re.X | re.I,
)
FIRST_LETTERS = re.compile(r"\W*(\d|\w{1,3})")
FURNITURE_STARTS = frozenset(
    "a abo ad add ads adv all als art bac by c cap cat cha cli clo com con cop cur dis don dow dur"
    " edi ema enl fac fil fin fli fol for ful gal get go goo got hav hid hom htt ima in ins joi jum"
    " lat lea lik lin lis liv loa log lot mai men mor mos mut nex now opi our pai pho pin pla"
    " ple pop pos pre pri pro rea rec red reg rel rep ret sav scr sea see sen sha sho sig ski sou"
    " spo sti sto str sub sup swi tag tap tel ter the thi tog top tre twe twi up vid vie wan"
    " wat we wha wri www you".split()
)
"""First letters of all that :data:`FURNITURE` matches: a sieve before it, no judgement."""
OPENERS = frozenset("all by for in now our the thi we wha you".split())
OPENED = re.compile(
    r"\W*(?:all rights|by [cps]|for more|in case|now playing|(?:our|we) (?:use|web)"
    r"|the (?:opinions|views)|this (?:web)?site|whatsapp|you(?: m|tube))",
    re.I,
)
"""How all of it goes on that begins as many a sentence does: a second sieve behind the first."""
FURNITURE_HINTS = (
    "@", "ookie", "OOKIE", "ewsletter", "EWSLETTER", "nbox", "NBOX", "©",
)  # fmt: skip
ENGLISH = frozenset(
    """
    a about after all also an and any are as at be been before being between both but by can could
    did do does down during each even every for from had has have he her here him his how i if in
    into is it its just like made may me might more most must my no nor not now of off on once one
    only or other our out over own said same shall she should since so some still such than that
    the their them then there these they this those through to too two under until up very was we
    were what when where which while who whom whose why will with within without would yet you your
    """.split()
)
"""Function words of English, of which any sentence of it has several."""
ABOUT_AUTHOR = re.compile(
    rf"^(?:about\s(?:the\s)?(?:author|{NAME})(?:\s{NAME})*$|more about {NAME}"
    rf"|{NAME}(?:\s{NAME}){{1,3}}\s(?:covers|writes|is (?:a|an|the) .{{0,60}}\b(?:reporter"
    rf"|correspondent|editor|columnist|journalist|writer|producer|contributor))\b"
    r"|(?:he|she|they)(?:’s|'s| is| has been| joined| was| previously).{0,80}\b(?:journalist"
    r"|reporter|correspondent|editor|newspaper|journalism)\b.{0,80}$"
    r"|(?:follow|contact|reach|email) (?:him|her|them|the author|the reporter"
    r"|[A-Z]\w+ [A-Z]\w+) (?:on|at)\b)",
)
AUTHOR_HINTS = (
    "covers", "writes", "reporter", "correspondent", "editor", "columnist", "journalist",
    "writer", "producer", "contributor",
)  # fmt: skip
"""One of these stands in all that :data:`ABOUT_AUTHOR` finds at a capital letter."""
PLACEHOLDER = re.compile(
    r"\b(?:lorem ipsum|dolor sit amet|ut wisi enim|duis aute|consectetuer|consectetur"
    r"|nulla facilisi|vel illum"
    r"|quis nostrud|ad minim veniam|sed do eiusmod|nibh euismod|praesent luptatum)\b",
    re.I,
)
PLACEHOLDER_HINTS = (
    "orem ipsum", "olor sit", "t wisi", "uis aute", "onsect", "ulla fac", "el illum", "is nostrud",
    "d minim", "d do eius", "ibh euis", "raesent lup", "OREM IPSUM",
)  # fmt: skip
CAPTION_HINTS = (
    "hoto", "icture", "mage", "ideo", ", left", ", right", ", cent", ", far", ", second", ", third",
    ", bottom", ", top", "(L", "(R", "(C", "(l", "(r", "(c", "(1", "(2", "(3", "een here", "left",
    "rame", "aption", "llustration", "clip:", "Watch", "WATCH", "watch", "This", "this", "File",
    "file", "PHOTO", "PICTURE", "IMAGE", "VIDEO",
)  # fmt: skip
"""One of these stands in all that :data:`CAPTION` finds; the same of those below."""
CREDIT_HINTS = (
    "redit", "hoto", "icture", "mage", "ideo", "©", "/", "(AP", "(AFP", "(Reuters", "(EPA",
    "(Getty", "Getty Images", "REUTERS", "EPA-EFE", "AFP via",
)  # fmt: skip
BYLINE_STARTS = ("By", "BY", "by", "Von", "Par", "Por", "Written", "Reported", "Posted")
CAPTION = re.compile(
    r"""(?:
      (?P<side>,\ (?:far\ |second\ |third\ |bottom\ |top\ )?(?:left|right|centre|center)\b(?!-)
        | \((?:\d?[LRC]|left|right|centre|center|[LR]-[LR]|pictured|pictured\ .{0,20})\)
        | \bpictured\b|\bseen\ here\b|\b(?:from|clockwise\ from)\ (?:top\ )?left\b)
    | (?P<photo>^\W*(?:file\W+)?(?:in\ this|this)\ .{0,40}\b(?:photo(?:graph)?|image|picture|video
      |frame|file|grab)\b
        | \b(?:file|stock|handout|archive)\ (?:photo|image|picture)\b | ^(?:photo|picture|image
          |video|watch|pictured|caption|illustration)\s?[:|]
        | \ba\ (?:photograph|photo|picture|video|satellite\ image)\ (?:provided|released|taken
          |made|posted|published|shared)\b
        | \b(?:photo|picture|image)\ (?:shows|by|courtesy|taken)\b | \bin\ the\ (?:video|picture
          |photo|clip):$)
    )""",
    re.X | re.I,
)
FILE_PHOTO = re.compile(
    r"\W*(?:FILE\b|(?:In|This)\b.{0,60}\b(?:photo(?:graph)?|image|picture|frame)\b)"
)
"""How the captions of agencies open."""
SHOWS = re.compile(
    r"\b(?:attends?|chairs|shakes?|walks?|speaks|stands?|sits?|poses?|waves?|gestures?|arrives?"
    r"|greets?"
    r"|holds?|talks|reviews?|embraces?|hugs?|drives?|watch(?:es)?|gathers?|fl(?:y|ies)|fires"
    r"|prepares?"
    r"|meets?|smiles?|listens?|points|carr(?:y|ies)|works|plays?|reacts?|celebrates?|takes"
    r"|delivers?"
    r"|addresses|surfaces|lies?|rises?|shows?|looks?|leaves|seen|pictured|helps?|inspects?"
    r"|burns?)\b"
)
"""Verbs of captions, in the present tense."""
SAYING = re.compile(r"\b(?:said|says|told|tells|added|tweeted|wrote|asked|claimed|warned)\b")
CREDIT_LINE = re.compile(
    rf"""(?:\((?:AP|AFP|Reuters|EPA|Getty|Photo|Image|Picture|Credit)[^)]{{0,80}}\)
      | \[(?:Image|Photo|Picture|Video|Credit)[^\]]{{0,100}}\]
      | (?:Photo(?:graph)?s?|Picture|Image|Video|Credit)\s?(?:credit)?s?\s?(?::|by)\s?[A-Z].{{0,80}}
      | ©\s?.{{0,60}}
        | {NAME}(?:[ ]{NAME}){{0,3}}\s?/\s?(?:{AGENCIES.replace(" ", "[ ]")})\b.{{0,60}}
      | (?:Getty[ ]Images|AP[ ]Photo|REUTERS|EPA-EFE|AFP[ ]via[ ]Getty).{{0,40}})\s*$""",
    re.X,
)
DATE_LINE = re.compile(
    rf"^(?:(?:First\s)?(?:Published|Updated|Last\s(?:Updated|Modified)|Posted|Modified|Date"
    rf"|Created)\b\s?(?:on|at)?\s?[:|]?\s*)?"
    rf"(?:{TIME_SOURCE}[,"
    rf"|\s]+)?(?:on\s)?{DATE_SOURCE}(?:\W{{0,4}}(?:at\s)?{TIME_SOURCE})?\W*(?:\|.{{0,40}})?$",
    re.I,
)
BYLINE = re.compile(
    rf"^(?:By|BY|by|Von|Par|Por|Written by|Reported by"
    rf"|Posted by)[:\s]\s*(?P<names>{NAME}(?:[\s,&-]+(?:{NAME}|and|de|van|von|der|den|al|bin"
    rf"|for|in))*)"
    rf"(?:\W{{0,4}}{DATE_SOURCE}.{{0,60}})?.{{0,40}}$"
)
REPORTED = re.compile(
    r"^\W?(?i:(?:additional\s)?(?:reporting|writing|editing)|written|compiled)\s[Bb]y\s[A-Z].{0,200}$"
    r"|^(?:[Bb]y|BY|[Ff]rom)\s(?i:(?:our|a|the)\s(?:[\w-]+\s){0,2}(?:staff|reporters?|agencies"
    r"|correspondents?|bureau|desk|writers?)\b[\w\s]{0,30})$"
)
"""A line that credits the report: to those behind it, or to somebody without a name."""
AUTHORS = re.compile(
    rf"\b(?:By|BY|by|Von|Written by|Reported by"
    rf"|Posted by)[:\s]\s*(?P<names>{NAME}(?:[\s,&]+(?:and\s)?(?:{NAME}|and|de|van|von|der|den"
    rf"|al|bin))*)"
)
AGENCY_LINE = re.compile(
    rf"(?:{AGENCIES}|(?:{NAME}\s){{0,3}}(?:Agency|Agencies|Press|Wire|News Service)"
    rf"|Staff(?:\s\w+)?|Wire [Ss]ervices?)\W*$"
)
"""A line that is an agency's name and nothing else."""
DATELINE = re.compile(
    rf"^(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[\s/-][A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){{0,3}}(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?){{0,2}}"
    rf"(?:,?\s(?:\w{{3,9}}\.?\s\d{{1,2}}|\d{{1,2}}\s\w{{3,9}})(?:,\s\d{{4}})?)?"
    rf"\s*(?:\((?:{AGENCIES}|[A-Z][\w. ]{{1,30}})\))?\s*(?:—|–|--"
    rf"|-(?=\s))\s*(?:\((?:{AGENCIES})\)\s*[-—–]?\s*)?"
    rf"|\((?:{AGENCIES}|CNN|NPR|UPI)\)\s*(?:—|–|--|-)?\s*)"
)
