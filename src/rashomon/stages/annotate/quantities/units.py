"""Units of measure, currencies (ISO 4217) and the nouns that count people."""

from __future__ import annotations

import re

__all__ = ["CENTS", "CURRENCY_AFTER", "CURRENCY_BEFORE", "PEOPLE", "UNIT_AFTER", "currency", "unit"]

_CURRENCIES: dict[str, str] = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "mx$": "MXN",
    "nt$": "TWD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "cn¥": "CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
    "₡": "CRC",
    "rs": "INR",
    "rs.": "INR",
    "rmb": "CNY",
    "p": "GBP/100",
    "sfr": "CHF",
}
"""A bare ``$`` is taken as the US dollar and ``¥`` as the yen, as agencies write them."""

_CODES = (
    "USD EUR GBP JPY CNY INR RUB KRW AUD CAD NZD HKD SGD CHF SEK NOK DKK PLN CZK HUF TRY UAH ILS "
    "SAR AED QAR KWD IRR IQD EGP ZAR NGN KES BRL MXN ARS CLP COP PKR BDT IDR MYR PHP THB VND TWD"
).split()
_CURRENCIES |= {code.lower(): code for code in _CODES}

_MONEY_WORDS: dict[str, str] = {
    r"dollars?": "USD",
    r"(?:u\.?s\.?|american) dollars?": "USD",
    r"australian dollars?": "AUD",
    r"canadian dollars?": "CAD",
    r"new zealand dollars?": "NZD",
    r"hong kong dollars?": "HKD",
    r"singapore dollars?": "SGD",
    r"taiwan dollars?": "TWD",
    r"euros?": "EUR",
    r"pounds? sterling|british pounds?|pounds?|quid": "GBP",
    r"egyptian pounds?": "EGP",
    r"(?:chinese )?yuan|renminbi": "CNY",
    r"(?:japanese )?yen": "JPY",
    r"(?:russian )?(?:rubles?|roubles?)": "RUB",
    r"(?:indian )?rupees?": "INR",
    r"pakistani rupees?": "PKR",
    r"(?:south korean )?won": "KRW",
    r"eurocents?|euro cents?": "EUR/100",
    r"(?:us )?cents?": "USD/100",
    r"pence|penn(?:y|ies)": "GBP/100",
    r"paise|paisa": "INR/100",
    r"kopecks?|kopeks?": "RUB/100",
    r"swiss francs?|francs?": "CHF",
    r"swedish (?:kronor|krona|crowns?)|kronor": "SEK",
    r"norwegian (?:kroner|krone|crowns?)": "NOK",
    r"danish (?:kroner|krone|crowns?)": "DKK",
    r"(?:turkish )?lira": "TRY",
    r"hryvnias?": "UAH",
    r"shekels?": "ILS",
    r"zloty(?:s)?": "PLN",
    r"(?:saudi )?riyals?": "SAR",
    r"dirhams?": "AED",
    r"(?:south african )?rand": "ZAR",
    r"naira": "NGN",
    r"(?:mexican )?pesos?": "MXN",
    r"(?:brazilian )?reais": "BRL",
    r"baht": "THB",
    r"rupiah": "IDR",
    r"ringgit": "MYR",
    r"rials?": "IRR",
    r"(?:kenyan )?shillings?": "KES",
    r"taka": "BDT",
    r"(?:czech )?(?:koruna|korunas|crowns?)": "CZK",
    r"forints?": "HUF",
    r"(?:kuwaiti )?dinars?": "KWD",
}
_UNITS: dict[str, str] = {
    r"%|per ?cent|percent|pct\b|pc\b": "percent",
    r"percentage[- ]points?|pp\b": "percentage point",
    r"basis[- ]points?|bps?\b": "basis point",
    r"(?:miles? per hour|miles? an hour|mph\b)": "mile per hour",
    r"(?:kilomet(?:er|re)s? (?:per|an) hour|km (?:per|an) hour|km/h|kph\b|kmh\b)": (
        "kilometre per hour"
    ),
    r"kilomet(?:er|re)s?|kms?\b": "kilometre",
    r"centimet(?:er|re)s?|cms?\b": "centimetre",
    r"millimet(?:er|re)s?|mm\b": "millimetre",
    r"met(?:er|re)s?|m\b": "metre",
    r"nautical[- ]miles?": "nautical mile",
    r"miles?(?! per hour)|mi\b": "mile",
    r"yards?|yds?\b": "yard",
    r"feet|foot|ft\b": "foot",
    r"inch(?:es)?": "inch",
    r"light[- ]years?": "light-year",
    r"acres?": "acre",
    r"hectares?|ha\b": "hectare",
    r"square[- ](?:kilomet(?:er|re)s?|km)|sq\.? ?km|km²|km2\b": "square kilometre",
    r"square[- ](?:met(?:er|re)s?)|sq\.? ?m\b|m²|m2\b": "square metre",
    r"square[- ](?:miles?)|sq\.? ?mi(?:les?)?\b": "square mile",
    r"square[- ](?:feet|foot)|sq\.? ?ft\b": "square foot",
    r"cubic[- ]met(?:er|re)s?|cu\.? ?m\b|m³": "cubic metre",
    r"cubic[- ](?:feet|foot)": "cubic foot",
    r"knots?": "knot",
    r"degrees? (?:celsius|centigrade|c\b)|° ?c\b|celsius|(?-i:C)\b": "degree Celsius",
    r"degrees? fahrenheit|° ?f\b|fahrenheit|degrees? f\b|(?-i:F)\b": "degree Fahrenheit",
    r"degrees?|°": "degree",
    r"kilograms?|kilogrammes?|kilos?|kgs?\b": "kilogram",
    r"milligrams?|mg\b": "milligram",
    r"grams?|grammes?|g\b": "gram",
    r"metric tons?|tonnes?": "tonne",
    r"tons?": "ton",
    r"lbs?\b": "pound",
    r"ounces?|oz\b": "ounce",
    r"lit(?:er|re)s?": "litre",
    r"gallons?": "gallon",
    r"barrels?|bpd\b": "barrel",
    r"pints?": "pint",
    r"carats?": "carat",
    r"terawatt[- ]hours?|twh\b": "terawatt-hour",
    r"gigawatt[- ]hours?|gwh\b": "gigawatt-hour",
    r"megawatt[- ]hours?|mwh\b": "megawatt-hour",
    r"kilowatt[- ]hours?|kwh\b": "kilowatt-hour",
    r"gigabytes?|(?-i:GB)\b": "gigabyte",
    r"terabytes?|(?-i:TB)\b": "terabyte",
    r"megahertz|(?-i:MHz)\b": "megahertz",
    r"decibels?|(?-i:dB)\b": "decibel",
    r"gigawatts?|gw\b": "gigawatt",
    r"megawatts?|mw\b": "megawatt",
    r"kilowatts?|kw\b": "kilowatt",
    r"kilotons?": "kiloton",
    r"seconds?|secs?\b": "second",
    r"minutes?|mins?\b": "minute",
    r"hours?|hrs?\b": "hour",
    r"days?[- ]olds?|days?": "day",
    r"nights?": "night",
    r"weeks?[- ]olds?|weeks?": "week",
    r"fortnights?": "fortnight",
    r"months?[- ]olds?|months?": "month",
    r"quarters?": "quarter",
    r"years?[- ]olds?|years? of age|yrs?\b|years?": "year",
    r"decades?": "decade",
    r"centur(?:y|ies)": "century",
    r"times?": "time",
}

CURRENCY_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(?:US|AU|CA|NZ|HK|MX|NT|A|C|S|R|CN)?[$¥]|[€£₹₽₩₪₺₴₦₱฿₫₡]|Rs\.?|RMB|SFr|"
    + "|".join(_CODES)
    + r")[^\S\n]?$"
)
CURRENCY_AFTER = re.compile(
    r"(?:[^\S\n]|-)?(?:(?P<sign>(?:[€£₽₹₴₺₪]|US\$|\$)(?!\d)|(?<=\d)p(?![A-Za-z])|(?:"
    + "|".join(_CODES)
    + r")(?![A-Za-z]))|(?P<word>(?i:"
    + "|".join(_MONEY_WORDS)
    + r"))(?![A-Za-z]))"
)
UNIT_AFTER = re.compile(
    r"(?:[^\S\n]|-)?(?:" + "|".join(_UNITS) + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_UNIT_PATTERNS = tuple((re.compile(p, re.IGNORECASE), name) for p, name in _UNITS.items())
_MONEY_PATTERNS = tuple((re.compile(p, re.IGNORECASE), code) for p, code in _MONEY_WORDS.items())

PEOPLE = frozenset(
    """people person persons man men woman women child children boy girl baby infant teenager
    teenage adult youth student pupil teacher soldier troop troops officer civilian passenger
    fighter militant rebel victim migrant refugee seeker protester protestor demonstrator resident
    worker employee member lawmaker senator minister mp deputy suspect gunman attacker
    insurgent customer consumer user patient tourist detainee hostage prisoner inmate jihadist
    fan player survivor casualty official citizen voter candidate doctor nurse journalist
    reporter police policeman policewoman fireman firefighter pilot sailor crewman crew guard
    guest visitor spectator participant delegate leader president terrorist bystander
    pedestrian driver cyclist rider commuter farmer fisherman miner villager scientist expert
    analyst lawyer judge activist monk priest nun bishop family_member relative friend brother
    sister son daughter parent mother father wife husband girl schoolgirl schoolboy serviceman
    servicemen recruit conscript volunteer rescuer diplomat ambassador aide adviser advisor
    inspector agent spy soldier marine evacuee believer worshipper pilgrim supporter follower
    founder owner director executive manager engineer technician staff personnel dead missing
    wounded injured other others individual reservist paramedic medic wounded colleague
    peacekeeper contractor bodyguard hacker assailant perpetrator juror witness defendant
    human inhabitant native national immigrant""".split()
)
"""Lemmas of nouns whose count is a count of people."""


CENTS = frozenset({"EUR/100", "USD/100", "GBP/100", "INR/100", "RUB/100"})
"""Hundredths of a currency: "90p" is 0.9 GBP."""


def currency(words: str) -> str | None:
    """ISO 4217 code of a currency sign, code or name; None where it is none."""
    plain = words.strip().strip("-").lower()
    if plain in _CURRENCIES:
        return _CURRENCIES[plain]
    return next((code for pattern, code in _MONEY_PATTERNS if pattern.fullmatch(plain)), None)


def unit(words: str) -> str | None:
    """Canonical singular of a unit of measure as written; None where it is none."""
    plain = words.strip().strip("-")
    return next((name for pattern, name in _UNIT_PATTERNS if pattern.fullmatch(plain)), None)
