"""Names of months and weekdays as news pages of many countries write them, and their digits.

Month names follow the Unicode CLDR (wide and abbreviated forms, the genitive where dates take
it), with the spellings that papers use beside them. Croatian is left out: its ``listopad`` is
October, the Polish and Czech one November.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["JALALI", "MONTHS", "WEEKDAYS", "month_of", "plain_digits", "weekday_of"]

_MONTHS = (
    # Latin script: en de fr es it pt ca nl da nb sv fi pl cs sk ro hu lt tr id
    """january jan januar jänner janvier janv enero ene gennaio gen janeiro gener januari
    tammikuuta stycznia styczeń sty ledna leden januára ianuarie ian január sausio ocak oca
    января янв январь січня січ ιανουαρίου ιαν ינואר
    जनवरी يناير كانون_الثاني جانفي ژانویه""",
    """february feb februar feber février fevrier févr fév febrero febbraio fevereiro fev febrer
    februari febr helmikuuta lutego luty lut února únor februára februarie február vasario şubat
    şub subat февраля фев февр лютого лют φεβρουαρίου φεβ פברואר
    फरवरी फ़रवरी فبراير شباط فيفري فوریه""",
    """march mar märz maerz mär mrz mars marzo março marco març maart mrt marts maaliskuuta marca
    marzec března březen martie március márc kovo mart maret
    марта мар март березня бер μαρτίου μαρ מרץ मार्च مارس آذار""",
    """april apr avril avr abril abr aprile huhtikuuta kwietnia kwiecień kwi dubna duben apríla
    aprilie április ápr balandžio nisan nis
    апреля апр апрель квітня кві απριλίου απρ אפריל अप्रैल أبريل ابريل نيسان أفريل آوریل""",
    """may mai mayo maggio mag maio maig mei maj toukokuuta maja května květen mája május máj
    gegužės mayıs мая май травня тра μαΐου μάιος μαϊ מאי मई مايو أيار ايار ماي مه می""",
    """june jun juni juin junio giugno giu junho juny kesäkuuta czerwca czerwiec cze června
    červen júna iunie iun június jún birželio haziran haz
    июня июн июнь червня чер ιουνίου ιουν ιούν יוני जून يونيو حزيران جوان ژوئن""",
    """july jul juli juillet juil julio luglio lug julho juliol heinäkuuta lipca lipiec lip
    července červenec júla iulie iul július júl liepos temmuz tem
    июля июл июль липня лип ιουλίου ιουλ ιούλ יולי जुलाई يوليو تموز جويلية ژوئیه ژوییه""",
    """august aug août aout agosto ago agost augustus augusti elokuuta sierpnia sierpień sie
    srpna srpen augusta augusztus rugpjūčio ağustos agustos ağu agustus agu
    августа авг август серпня сер αυγούστου αυγ אוגוסט अगस्त أغسطس اغسطس آب أوت اوت""",
    """september sep sept septembre septiembre setiembre settembre set setembro setembre syyskuuta
    września wrzesień wrz září septembra septembrie szeptember szept rugsėjo eylül eylul eyl
    сентября сен сент сентябрь вересня вер σεπτεμβρίου σεπ ספטמבר
    सितंबर सितम्बर سبتمبر أيلول ايلول سپتامبر""",
    """october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta
    października październik paź října říjen októbra octombrie október spalio ekim eki
    октября окт октябрь жовтня жов οκτωβρίου οκτ אוקטובר
    अक्टूबर अक्तूबर أكتوبر اكتوبر تشرين_الأول تشرين_الاول اکتبر""",
    """november nov novembre noviembre novembro marraskuuta listopada listopad lis listopadu
    novembra noiembrie noi lapkričio kasım kasim kas
    ноября ноя нояб ноябрь листопада лис νοεμβρίου νοε נובמבר
    नवंबर नवम्बर نوفمبر تشرين_الثاني نوامبر""",
    """december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desembre
    desember des joulukuuta grudnia grudzień gru prosince prosinec decembra decembrie
    gruodžio aralık aralik ara
    декабря дек декабрь грудня гру δεκεμβρίου δεκ דצמבר
    दिसंबर दिसम्बर ديسمبر كانون_الأول كانون_الاول دسامبر""",
)
_WEEKDAYS = (
    """monday mon montag lundi lun lunes lunedì segunda segunda-feira maandag mandag måndag
    maanantai poniedziałek pondělí luni hétfő pirmadienis pazartesi senin
    понедельник пн понеділок सोमवार الاثنين الإثنين دوشنبه 月 月曜日 星期一 周一 월 월요일""",
    """tuesday tue tues dienstag mardi martes martedì terça terça-feira dinsdag tirsdag tisdag
    tiistai wtorek úterý marți kedd antradienis salı selasa вторник вт вівторок
    मंगलवार الثلاثاء سه‌شنبه 火 火曜日 星期二 周二 화 화요일""",
    """wednesday wed weds mittwoch mercredi miércoles mercoledì quarta quarta-feira woensdag
    onsdag keskiviikko środa středa miercuri szerda trečiadienis çarşamba rabu
    среда ср середа बुधवार الأربعاء الاربعاء چهارشنبه 水 水曜日 星期三 周三 수 수요일""",
    """thursday thu thur thurs donnerstag jeudi jueves giovedì quinta quinta-feira donderdag
    torsdag torstai czwartek čtvrtek joi csütörtök ketvirtadienis perşembe kamis
    четверг чт четвер गुरुवार गुरूवार الخميس پنجشنبه 木 木曜日 星期四 周四 목 목요일""",
    """friday fri freitag vendredi viernes venerdì sexta sexta-feira vrijdag fredag perjantai
    piątek pátek vineri péntek penktadienis cuma jumat пятница пт п’ятниця п'ятниця
    शुक्रवार الجمعة جمعه 金 金曜日 星期五 周五 금 금요일""",
    """saturday sat samstag sonnabend samedi sábado sabato zaterdag lørdag lördag lauantai sobota
    sâmbătă szombat šeštadienis cumartesi sabtu суббота сб субота
    शनिवार السبت شنبه 土 土曜日 星期六 周六 토 토요일""",
    """sunday sun sonntag dimanche dim domingo domenica zondag søndag söndag sunnuntai niedziela
    neděle duminică vasárnap sekmadienis pazar minggu воскресенье вс неділя
    रविवार الأحد الاحد یکشنبه 日 日曜日 星期日 周日 일 일요일""",
)


def _table(rows: tuple[str, ...], start: int) -> dict[str, int]:
    return {
        unicodedata.normalize("NFC", name).replace("_", " "): number
        for number, names in enumerate(rows, start)
        for name in names.split()
    }


MONTHS = _table(_MONTHS, 1)
"""Month name in lower case, NFC, to its number."""
WEEKDAYS = _table(_WEEKDAYS, 0)
"""Weekday name in lower case, NFC, to its number, Monday 0."""
JALALI = _table(
    (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
        "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    1,
)  # fmt: skip
"""Months of the Persian solar calendar."""
_DIGITS = {
    ord(char): str(unicodedata.digit(char))
    for first in (0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10)
    for char in map(chr, range(first, first + 10))
}
"""Arabic, Persian, Devanagari, Bengali and full-width digits."""
_OTHER = re.compile(f"[{''.join(map(chr, _DIGITS))}]")


def month_of(word: str) -> int | None:
    """The number of a month by its name, any case, a full stop at its end or not."""
    name = unicodedata.normalize("NFC", word).strip(".").lower().replace("i̇", "i")
    if " " in name:
        name = " ".join(name.split())
    # two names side by side stand for one month in the Levant and beyond ("نيسان/أبريل")
    found = {MONTHS.get(part.strip()) for part in name.strip("/").split("/")}
    if found == {None} and name[:1] == "ב":
        return MONTHS.get(name[1:])
    return found.pop() if len(found) == 1 else None


def weekday_of(word: str) -> int | None:
    """The number of a weekday by its name, Monday 0."""
    name = unicodedata.normalize("NFC", word).strip(".,()（）").lower().replace("i̇", "i")
    return WEEKDAYS.get(name)


def plain_digits(text: str) -> str:
    """The text with all digits of other scripts as 0 to 9; no offset changes."""
    return text.translate(_DIGITS) if not text.isascii() and _OTHER.search(text) else text
