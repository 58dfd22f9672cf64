"""Words of many units at once: what each word is, as bits, looked up once per different word."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from rashomon.stages.clean.sieves import ENGLISH_WORD, sieved

__all__ = ["BITS", "Ints", "Words", "words_of"]

Ints = npt.NDArray[np.int64]

COMMON = frozenset(
    "the of and to a in that is was for on it with as at by from be he his has have had said are an"
    " this but not they their were who will which or been its would she her after about more one"
    " there what when if than so can could into over out up no also other some we you i all two"
    # German
    " der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an er"
    " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum haben nur oder"
    " aber vor zur bis mehr durch man sein wurde sei"
    # French, Spanish, Portuguese, Italian
    " de la le les et un une que il du en au pour dans par sur pas qui ne se ce plus avec est sont"
    " son sa ses aux ou mais cette été el los las del por con para su al lo como más"
    " pero sus ya fue"
    " este ha sí porque esta entre cuando muy sin sobre também o os da do em na no das dos um uma"
    " não mais como mas foi ao ele tem à seu sua ou ser quando muito nos já está eu"
    " também pelo pela"
    " isso ela até era depois sem mesmo aos di che è per non sono una della nel si"
    " dei con alla anche"
    # Dutch, Swedish, Norwegian, Danish, Finnish
    " het een van is dat niet op te zijn met voor die aan er maar om dan zou wat mijn ook door wel"
    " och att det som på är av med för den till inte var har ett om de men från sig och og at er en"
    " til på de med han av ikke der så fra være ble kan vi ja on ei se että oli hän mutta kun"
    # Polish, Czech, Turkish, Lithuanian, Hungarian, Romanian, Indonesian, Malay
    " w i z na do nie się że jest to o jak po co od za przez ale są a v na že se je s z do pro jsem"
    " ve bir ve bu için da de ile olarak çok daha olan gibi kadar sonra ir kad su iš"
    " yra tai bet per"
    " az és hogy nem egy is meg și în la cu nu care mai yang dan di untuk dengan ini dari pada itu"
    " dalam akan tidak adalah"
    # Russian, Ukrainian, Greek, isiZulu, isiXhosa, Swahili, Afrikaans
    " и в не на что с по как это он к из за от для о у же но а я его так все бы было і в на що не з"
    " до за як це та είναι και να το του της με που για την από ukuthi futhi noma kodwa uma ngoba"
    " kwi le la okanye kunye ngo ya wa na kwa ni za katika die het nie vir wat ook".split()
)
"""Function words of the languages of news; a line of links lacks them."""
CLASSES = {
    "reader": "you your yours we our us ours click here please my sign free now subscribe account"
    " sie ihr ihre ihnen uns unser unsere vous votre vos nous notre usted su nosotros você seu",
    "self": "i me my mine myself i'm i’m i've i’ve i'd i’d lol ich mich mir mein meine je"
    " moi mon ma"
    " yo mi eu meu minha jeg jag mig",
    "comment": "comment comments commented commenter replies reply kommentar kommentare kommentarer"
    " commentaire commentaires comentario comentarios comentários respuestas responder antworten"
    " reacties discussion conversation username moderated upvote likes liked",
    "related": "related recommended trending popular latest stories headlines mehr more read watch"
    " meistgelesen neueste aktuell lire voir articles plus leídas noticias notícias relacionadas"
    " recomendadas leia lees lue les också weitere thema themen topics tags next previous also"
    " recent posts sponsored promoted outbrain taboola",
    "social": "share facebook twitter tweet whatsapp email e-mail mail linkedin pinterest reddit"
    " telegram print instagram youtube copy link teilen partager compartir compartilhar drucken"
    " flipboard messenger follow followers google",
    "legal": "copyright © rights reserved cookies cookie privacy terms policy conditions imprint"
    " impressum datenschutz agb nutzungsbedingungen mentions légales advertise advertising contact"
    " sitemap disclaimer consent gdpr affiliate commission trademark inc llc",
    "subscribe": "subscribe subscription subscriber subscribers newsletter newsletters login log"
    " inbox register account sign signup abo abonnement abonnieren anmelden abonnez suscríbete"
    " assine member membership trial offer unlimited premium digital free unlock",
    "author": "author reporter correspondent editor journalist writer columnist contributor writes"
    " covers reporting redakteur autor auteur editorial staff written posted published updated by"
    " von",
    "picture": "photo photos photograph image images picture pictures credit getty reuters afp ap"
    " epa photo: image: foto fotos bild bilder video videos gallery slideshow caption shutterstock"
    " dpa imago alamy file pictured left right",
    "time": "ago hours hour minutes mins min days am pm a.m. p.m. edt est gmt uhr vor stunden"
    " minuten heures il hace horas january february march april june july august september october"
    " november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday"
    " thursday friday saturday sunday",
    "said": "said says told tells added according asked explained wrote announced reported claimed"
    " sagte sagt erklärte laut teilte dit déclaré selon dijo afirmó según disse afirmou segundo",
    "ad": "advertisement advertisements ad ads sponsored anzeige werbung publicité"
    " publicidad annons"
    " reklame buy price deal deals sale shop off save $ amazon",
}
"""Words that tell what a line is about, in the languages of which there was most data."""
BITS = (
    "lower", "title", "upper", "digits", "common", "commas", "small", "content", *CLASSES,
)  # fmt: skip
"""What is asked of each word, in the order of its bits."""
LOWER, TITLE, UPPER, DIGITS, FUNCTION, COMMAS, SMALL, CONTENT = (1 << place for place in range(8))
CONTENT_LETTERS = 4
"""Letters of the shortest word that is taken for a name, a noun or the like."""
LENGTH = 24
LONGEST = 63
HASH = 32
KEPT = 200_000
"""Different words that are remembered, some 25 MB; then it begins anew."""
EDGES = ".,;:!?()[]{}\"'“”‘’«»„…–—-|*"


def _listed() -> dict[str, int]:
    """The bits of each word that stands in a list."""
    found = dict.fromkeys(sorted(COMMON), FUNCTION)
    for name, words in CLASSES.items():
        for word in words.split():
            found[word] = found.get(word, 0) | 1 << BITS.index(name)
    return found


LISTED = _listed()


class _Numbers(dict[str, int]):
    """A number for each different word; its code and its sieves stand in tables.

    :ivar fresh: words that were not seen before, of which neither is worked out yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[str] = []
        self.codes = np.zeros(0, np.int64)
        self.sieves = np.zeros(0, np.int64)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self.fresh.append(word)
        return number

    def begin_anew(self) -> None:
        """Forget all words."""
        self.clear()
        self.codes, self.sieves = self.codes[:0], self.sieves[:0]

    def complete(self) -> None:
        """Work out what is missing."""
        if self.fresh:
            codes = np.asarray([_code(word) for word in self.fresh], np.int64)
            self.codes = np.concatenate((self.codes, codes))
            sieves = np.asarray(sieved(self.fresh), np.int64)
            self.sieves = np.concatenate((self.sieves, sieves))
            self.fresh.clear()


def _code(word: str) -> int:
    """The bits, the length and the hash of a word."""
    shown = word.strip(EDGES) or word
    bare = shown.lower()
    code = LISTED.get(bare) or LISTED.get(word.lower(), 0)
    letters, first = len(bare), shown[0]
    if first.isupper():
        code |= TITLE
    elif first.isalpha() and not first.istitle():
        code |= LOWER
    if letters > 1 and word.isupper():
        code |= UPPER
    if first.isdigit():
        code |= DIGITS
    elif letters >= CONTENT_LETTERS and not code & FUNCTION:
        code |= CONTENT
    if word[-1] in ",;:":
        code |= COMMAS
    if letters < CONTENT_LETTERS and first.islower():
        code |= SMALL
    code |= min(len(word), LONGEST) << LENGTH
    code |= (crc32(bare.encode("utf-8", "surrogatepass")) >> 1) << HASH
    return code


_NUMBERS = _Numbers()


class Words:
    """The words of some units one after the other.

    :ivar codes: bits, length and hash of each word.
    :ivar first: index of the first word of each unit; every unit has one.
    :ivar size: words of each unit.
    :ivar english: how many words of each unit are function words of English.
    :ivar sieves: what the words of each unit may be part of, as bits of ``sieves``.
    """

    def __init__(self, codes: Ints, sieves: Ints, first: Ints) -> None:
        self.codes = codes
        self.first = first
        found = np.bitwise_or.reduceat(sieves, first) if len(first) else sieves
        self.sieves: list[int] = found.tolist()
        small = (sieves & ENGLISH_WORD > 0).astype(np.int64)
        self.english: list[int] = (np.add.reduceat(small, first) if len(first) else small).tolist()
        self.size = np.diff(first, append=len(codes))

    def counts(self) -> Ints:
        """How many words of each unit have each of :data:`BITS`, shape (units, bits)."""
        low = self.codes.astype("<i8").view(np.uint8).reshape(-1, 8)[:, : LENGTH // 8]
        table = np.unpackbits(low, axis=1, count=len(BITS), bitorder="little")
        return np.add.reduceat(table, self.first, axis=0, dtype=np.int64)

    def letters(self) -> Ints:
        """Characters of all words of each unit."""
        return np.add.reduceat((self.codes >> LENGTH) & LONGEST, self.first)

    def hashes(self) -> Ints:
        """The hash of each word."""
        return self.codes >> HASH

    def content(self) -> npt.NDArray[np.bool_]:
        """Which words are names, nouns and the like, by length."""
        return (self.codes & CONTENT).astype(bool)


def words_of(texts: Sequence[str]) -> Words:
    """The words of each text, split at white space."""
    if len(_NUMBERS) > KEPT:
        _NUMBERS.begin_anew()
    flat: list[str] = []
    first = []
    for text in texts:
        first.append(len(flat))
        flat.extend(text.split())
    numbers = np.fromiter(map(_NUMBERS.__getitem__, flat), np.int64, len(flat))
    _NUMBERS.complete()
    return Words(_NUMBERS.codes[numbers], _NUMBERS.sieves[numbers], np.asarray(first, np.int64))
