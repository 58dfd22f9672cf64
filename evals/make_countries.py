"""Writes src/rashomon/data/countries.json: names, demonyms and capitals by ISO 3166-1 alpha-2 code.

Names come from pycountry (run ``pip install pycountry``); demonyms, capitals and further names
were written by hand below. Usage: ``python evals/make_countries.py``.
"""

import json
from pathlib import Path

import pycountry

TABLE = """
AF|Afghan Afghans|Kabul
AL|Albanian Albanians|Tirana
DZ|Algerian Algerians|Algiers
AD|Andorran Andorrans|Andorra la Vella
AO|Angolan Angolans|Luanda
AG|Antiguan Antiguans|Saint John's
AR|Argentine Argentinian Argentines Argentinians|Buenos Aires
AM|Armenian Armenians|Yerevan
AU|Australian Australians Aussie|Canberra
AT|Austrian Austrians|Vienna
AZ|Azerbaijani Azeri Azerbaijanis|Baku
BS|Bahamian Bahamians|Nassau
BH|Bahraini Bahrainis|Manama
BD|Bangladeshi Bangladeshis|Dhaka
BB|Barbadian Barbadians|Bridgetown
BY|Belarusian Belarusians Belarussian|Minsk
BE|Belgian Belgians|Brussels
BZ|Belizean Belizeans|Belmopan
BJ|Beninese|Porto-Novo
BT|Bhutanese|Thimphu
BO|Bolivian Bolivians|La Paz;Sucre
BA|Bosnian Bosnians|Sarajevo
BW|Botswanan Motswana|Gaborone
BR|Brazilian Brazilians|Brasilia;Brasília
BN|Bruneian|Bandar Seri Begawan
BG|Bulgarian Bulgarians|Sofia
BF|Burkinabe|Ouagadougou
BI|Burundian Burundians|Gitega
KH|Cambodian Cambodians|Phnom Penh
CM|Cameroonian Cameroonians|Yaounde;Yaoundé
CA|Canadian Canadians|Ottawa
CV||Praia
CF||Bangui
TD|Chadian Chadians|N'Djamena
CL|Chilean Chileans|Santiago
CN|Chinese|Beijing;Peking
CO|Colombian Colombians|Bogota;Bogotá
KM|Comorian|Moroni
CG||Brazzaville
CD|Congolese|Kinshasa
CR||San Jose
CI|Ivorian Ivorians|Yamoussoukro;Abidjan
HR|Croatian Croatians Croat Croats|Zagreb
CU|Cuban Cubans|Havana
CY|Cypriot Cypriots|Nicosia
CZ|Czech Czechs|Prague
DK|Danish Dane Danes|Copenhagen
DJ|Djiboutian|Djibouti City
DM||Roseau
DO|Dominican Dominicans|Santo Domingo
EC|Ecuadorian Ecuadorean Ecuadorians|Quito
EG|Egyptian Egyptians|Cairo
SV|Salvadoran Salvadorans|San Salvador
GQ|Equatoguinean|Malabo
ER|Eritrean Eritreans|Asmara
EE|Estonian Estonians|Tallinn
SZ|Swazi Swazis|Mbabane
ET|Ethiopian Ethiopians|Addis Ababa
FJ|Fijian Fijians|Suva
FI|Finnish Finn Finns|Helsinki
FR|French Frenchman Frenchmen Frenchwoman|Paris
GA|Gabonese|Libreville
GM|Gambian Gambians|Banjul
GE|Georgian Georgians|Tbilisi
DE|German Germans|Berlin
GH|Ghanaian Ghanaians|Accra
GR|Greek Greeks|Athens
GD|Grenadian|
GT|Guatemalan Guatemalans|Guatemala City
GN|Guinean Guineans|Conakry
GW|Bissau-Guinean|Bissau
GY|Guyanese|Georgetown
HT|Haitian Haitians|Port-au-Prince
HN|Honduran Hondurans|Tegucigalpa
HU|Hungarian Hungarians|Budapest
IS|Icelandic Icelander Icelanders|Reykjavik;Reykjavík
IN|Indian Indians|New Delhi;Delhi
ID|Indonesian Indonesians|Jakarta
IR|Iranian Iranians|Tehran;Teheran
IQ|Iraqi Iraqis|Baghdad
IE|Irish Irishman|Dublin
IL|Israeli Israelis|Jerusalem
IT|Italian Italians|Rome
JM|Jamaican Jamaicans|Kingston
JP|Japanese|Tokyo
JO|Jordanian Jordanians|Amman
KZ|Kazakh Kazakhs Kazakhstani|Astana
KE|Kenyan Kenyans|Nairobi
KI||Tarawa
KP||Pyongyang
KR||Seoul
KW|Kuwaiti Kuwaitis|Kuwait City
KG|Kyrgyz|Bishkek
LA|Lao Laotian Laotians|Vientiane
LV|Latvian Latvians|Riga
LB|Lebanese|Beirut
LS|Basotho|Maseru
LR|Liberian Liberians|Monrovia
LY|Libyan Libyans|Tripoli
LI||Vaduz
LT|Lithuanian Lithuanians|Vilnius
LU|Luxembourgish Luxembourger|
MG|Malagasy|Antananarivo
MW|Malawian Malawians|Lilongwe
MY|Malaysian Malaysians|Kuala Lumpur
MV|Maldivian Maldivians|Male
ML|Malian Malians|Bamako
MT|Maltese|Valletta
MH|Marshallese|Majuro
MR|Mauritanian Mauritanians|Nouakchott
MU|Mauritian Mauritians|Port Louis
MX|Mexican Mexicans|Mexico City
FM|Micronesian|Palikir
MD|Moldovan Moldovans|Chisinau;Chișinău
MC|Monegasque|
MN|Mongolian Mongolians|Ulaanbaatar;Ulan Bator
ME|Montenegrin Montenegrins|Podgorica
MA|Moroccan Moroccans|Rabat
MZ|Mozambican Mozambicans|Maputo
MM|Burmese|Naypyidaw;Naypyitaw
NA|Namibian Namibians|Windhoek
NR|Nauruan|
NP|Nepali Nepalese Nepalis|Kathmandu
NL|Dutch Dutchman|Amsterdam;The Hague
NZ|Kiwi Kiwis|Wellington
NI|Nicaraguan Nicaraguans|Managua
NE|Nigerien|Niamey
NG|Nigerian Nigerians|Abuja
MK|Macedonian Macedonians|Skopje
NO|Norwegian Norwegians|Oslo
OM|Omani Omanis|Muscat
PK|Pakistani Pakistanis|Islamabad
PW|Palauan|
PS|Palestinian Palestinians|Ramallah
PA|Panamanian Panamanians|Panama City
PG||Port Moresby
PY|Paraguayan Paraguayans|Asuncion;Asunción
PE|Peruvian Peruvians|Lima
PH|Filipino Filipinos Philippine|Manila
PL|Polish Pole Poles|Warsaw
PT|Portuguese|Lisbon
QA|Qatari Qataris|Doha
RO|Romanian Romanians|Bucharest
RU|Russian Russians|Moscow
RW|Rwandan Rwandans|Kigali
KN||Basseterre
LC||Castries
VC||Kingstown
WS|Samoan Samoans|Apia
SM||
ST||Sao Tome
SA|Saudi Saudis|Riyadh
SN|Senegalese|Dakar
RS|Serbian Serbians Serb Serbs|Belgrade
SC|Seychellois|
SL||Freetown
SG|Singaporean Singaporeans|
SK|Slovak Slovaks Slovakian|Bratislava
SI|Slovenian Slovenians Slovene Slovenes|Ljubljana
SB||Honiara
SO|Somali Somalis Somalian|Mogadishu
ZA||Pretoria
SS||Juba
ES|Spanish Spaniard Spaniards|Madrid
LK||Colombo
SD|Sudanese|Khartoum
SR|Surinamese|Paramaribo
SE|Swedish Swede Swedes|Stockholm
CH|Swiss|Bern
SY|Syrian Syrians|Damascus
TW|Taiwanese|Taipei
TJ|Tajik Tajiks|Dushanbe
TZ|Tanzanian Tanzanians|Dodoma
TH|Thai Thais|Bangkok
TL|Timorese|Dili
TG|Togolese|Lome;Lomé
TO|Tongan Tongans|Nuku'alofa
TT|Trinidadian Trinidadians|Port of Spain
TN|Tunisian Tunisians|Tunis
TR|Turkish Turk Turks|Ankara
TM|Turkmen|Ashgabat
TV|Tuvaluan|
UG|Ugandan Ugandans|Kampala
UA|Ukrainian Ukrainians|Kyiv;Kiev
AE|Emirati Emiratis|Abu Dhabi
GB|British Briton Britons Brit Brits|London
US|American Americans|Washington;Washington, D.C.;Washington D.C.;Washington DC
UY|Uruguayan Uruguayans|Montevideo
UZ|Uzbek Uzbeks|Tashkent
VU||Port Vila
VA||
VE|Venezuelan Venezuelans|Caracas
VN|Vietnamese|Hanoi
YE|Yemeni Yemenis|Sanaa;Sana'a
ZM|Zambian Zambians|Lusaka
ZW|Zimbabwean Zimbabweans|Harare
XK|Kosovar Kosovars|Pristina
"""

NAMES = {
    "US": "United States;US;U.S.;USA;U.S.A.;America;United States of America;the States",
    "GB": "United Kingdom;UK;U.K.;Britain;Great Britain",
    "RU": "Russia;Russian Federation",
    "CN": "China;People's Republic of China;PRC",
    "KR": "South Korea;Republic of Korea",
    "KP": "North Korea;DPRK",
    "IR": "Iran",
    "SY": "Syria",
    "VE": "Venezuela",
    "BO": "Bolivia",
    "TZ": "Tanzania",
    "VN": "Vietnam",
    "LA": "Laos",
    "MD": "Moldova",
    "CZ": "Czech Republic;Czechia",
    "MK": "North Macedonia;Macedonia",
    "TR": "Turkey;Türkiye;Turkiye",
    "AE": "United Arab Emirates;UAE;U.A.E.;Emirates",
    "CD": "Democratic Republic of Congo;DR Congo;DRC;Democratic Republic of the Congo",
    "CG": "Congo;Republic of Congo",
    "CI": "Ivory Coast;Côte d'Ivoire;Cote d'Ivoire",
    "TW": "Taiwan",
    "PS": "Palestine;Palestinian Territories",
    "XK": "Kosovo",
    "MM": "Myanmar;Burma",
    "SZ": "Eswatini;Swaziland",
    "CV": "Cape Verde;Cabo Verde",
    "TL": "East Timor;Timor-Leste",
    "VA": "Vatican;Vatican City;Holy See",
    "FM": "Micronesia",
    "BN": "Brunei",
    "NL": "Netherlands;Holland",
    "SA": "Saudi Arabia",
    "FK": "Falkland Islands",
}
DEMONYMS = {
    "KP": ["North Korean", "North Koreans"],
    "KR": ["South Korean", "South Koreans"],
    "US": ["U.S. American"],
    "ZA": ["South African", "South Africans"],
    "NZ": ["New Zealander", "New Zealanders"],
    "SA": ["Saudi Arabian"],
    "LK": ["Sri Lankan", "Sri Lankans"],
    "SS": ["South Sudanese"],
    "CR": ["Costa Rican", "Costa Ricans"],
    "SL": ["Sierra Leonean", "Sierra Leoneans"],
    "GB": ["English", "Scottish", "Welsh", "Englishman", "Scots", "Englishmen"],
}
SEATS = {
    "RU": ["Kremlin"],
    "US": ["White House", "Pentagon", "Capitol Hill"],
    "GB": ["Downing Street", "Whitehall", "Westminster"],
    "FR": ["Elysee", "Élysée"],
    "KR": ["Blue House"],
}


def main() -> None:
    table: dict[str, dict[str, list[str]]] = {}
    for country in pycountry.countries:
        names = [country.name, getattr(country, "common_name", country.name)]
        names = [n for n in names if "," not in n and "(" not in n]
        table[country.alpha_2] = {"names": list(dict.fromkeys(names))}
    for line in TABLE.strip().splitlines():
        code, demonyms, capitals = line.split("|")
        row = table.setdefault(code, {"names": []})
        row["demonyms"] = demonyms.split()
        row["capitals"] = [c for c in capitals.split(";") if c]
    for code, names in NAMES.items():
        row = table.setdefault(code, {"names": []})
        row["names"] = list(dict.fromkeys([*names.split(";"), *row["names"]]))
    for code, words in DEMONYMS.items():
        table[code]["demonyms"] = table[code].get("demonyms", []) + words
    for code, words in SEATS.items():
        table[code]["seats"] = words
    target = Path(__file__).parents[1] / "src/rashomon/data/countries.json"
    rows = (f"{json.dumps(c)}: {json.dumps(table[c], ensure_ascii=False)}" for c in sorted(table))
    target.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
