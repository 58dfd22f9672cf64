"""Common nouns by the kind of thing they stand for, and which of them may take up which.

All lists were written for this project; they hold single words of news English.
"""

from __future__ import annotations

import functools
from typing import Literal

from rashomon.stages.annotate.entities.roles import SAME_ROLE, is_person_noun

__all__ = ["FAMILY", "NUMBERS", "Kind", "kind_of", "may_stand_for", "number_of", "taken_up"]

Kind = Literal[
    "person", "group", "organisation", "country", "place", "event", "other", "time", "thing"
]

_ORGANISATIONS = """
company firm group business airline carrier carmaker automaker manufacturer maker producer retailer
supermarket chain bank lender insurer brewery brewer publisher newspaper paper magazine daily
weekly broadcaster channel agency ministry department office council committee commission board
authority regulator watchdog court tribunal parliament assembly senate congress legislature
government administration cabinet party union federation association league society institute
institution university college school academy hospital clinic charity foundation trust church
diocese museum gallery theatre theater orchestra choir club army navy police force service unit
corps bloc organisation organization body secretariat embassy consulate laboratory lab observatory
startup subsidiary conglomerate operator shipyard utility cooperative guild alliance coalition
opposition consortium auctioneer employer wholesaler shipbuilder steelmaker chipmaker drugmaker
oligopoly bureau directorate registry inspectorate constabulary brigade regiment battalion
squadron junta monopoly franchise outfit studio label promoter contractor supplier developer
parent  holding refiner smelter grocer pharmacy brokerage exchange ombudsman fund
dealership cartel centre center bakery chamber think-tank nonprofit ngo seminary
distributor shipper corporation confederation faculty archdiocese sect movement faction caucus
network syndicate mafia consultancy tabloid hospice conservancy conservatory quango taskforce
judiciary coastguard winery distillery telecom multinational start-up affiliate subcommittee legion
garrison platoon
""".split()
_GROUPS = """
crew jury staff family couple pair duo trio crowd gang clan mob militia workforce delegation panel
audience public community tribe team squad band side people folk household population congregation
guerrilla troupe quartet choir posse entourage leadership management wounded dead injured faithful
police eight four rank generation class electorate personnel clergy youth herd
dynasty minority ensemble contingent insurgency retinue cast roster sextet quintet lineup
""".split()
_PLACES = """
city town village hamlet island islet capital port harbour harbor quay pier dock coast coastline
shore beach reef bay river stream creek lake sea strait canal dam bridge road street highway
motorway avenue square park forest wood mountain hill valley pass glacier volcano desert plain
peninsula cape province region district county territory border frontier building tower house home
flat apartment hotel inn pub bar restaurant cafe factory plant mill mine quarry pit shaft tunnel
station airport terminal runway stadium arena farm barn camp prison jail courthouse cathedral
temple mosque synagogue shrine monastery convent palace castle fort fortress lighthouse hall
market mall shop store warehouse depot hangar garage campus library site yard crater cave
reservoir wetland marsh neighbourhood neighborhood suburb quarter place area zone spit
headquarters base cemetery garden vineyard plantation estate ranch orchard meadow field lagoon
estuary gorge cliff summit ridge slope colony settlement municipality borough ward parish junction
crossing stall bakery workshop cottage villa mansion refinery reactor substation pipeline chapel
abbey resort spa pool rink track course stage venue seafront promenade wharf jetty marina shelter
hostel orphanage nursery kindergarten plaza boulevard lane alley path trail span railway platform
metropolis dike dyke levee embankment grandstand terrace waterfront riverbank checkpoint
outpost encampment bunker trench hideout compound premises skyscraper tenement barracks landfill
dump waterfall rapids fjord atoll sandbank shoal causeway viaduct aqueduct weir lock spillway
windmill brickyard sawmill smelter foundry brothel casino nightclub tavern diner cinema
courtroom classroom ballroom
complex boutique motel ballpark racetrack racecourse gym playground zoo aquarium graveyard morgue
mortuary crematorium penitentiary airfield freeway expressway intersection roundabout crossroads
oilfield rig jungle peak canyon swamp hut cabin courtyard battlefield enclave
""".split()
_EVENTS = """
arrest attack explosion blast bombing fire blaze flood flooding storm hurricane typhoon cyclone
tornado earthquake quake tremor tsunami eruption landslide mudslide avalanche crash collision
accident derailment sinking disaster battle fighting war conflict clash offensive siege raid
invasion coup uprising revolt rebellion protest march rally demonstration strike walkout stoppage
lockout election vote referendum poll ballot campaign trial hearing inquest inquiry investigation
talk talks meeting summit conference congress festival fair concert match game
race tournament
championship final marathon expedition mission operation voyage wedding funeral ceremony killing
murder robbery theft heist burglary kidnapping abduction escape evacuation outbreak epidemic
pandemic drought famine closure merger takeover scandal visit trip tour auction assault shooting
stabbing riot unrest massacre ambush shelling bombardment incident collapse spill leak shutdown
blackout outage heatwave gale tempest deluge conflict skirmish incursion onslaught hijacking
mutiny boycott blockade crackdown handover launch premiere exhibition show parade procession
gathering session
rockfall landslip stampede crush cyberattack hack breach airstrike bombing standoff shootout
takeover buyout acquisition purchase conviction verdict sentencing acquittal ruling judgment
judgement indictment arraignment plea resignation appointment dismissal sacking firing ouster
impeachment inauguration swearing-in coronation election recount burial cremation christening
premiere concert gig performance recital screening broadcast interview speech lecture sermon
vaccination outbreak fever disease illness infection flu plague cholera measles influenza malaria
capsizing grounding explosion implosion detonation recall bankruptcy insolvency layoffs
redundancy time-trial prologue regatta play-off semi-final semifinal quarter-final replay
debate negotiation negotiations regatta derby competition contest cup league season celebration
carnival ballot rescue search raid swoop sting cull hunt strike retrial appeal lawsuit case crisis
emergency
pile-up wreck wildfire bushfire inferno homicide slaying manslaughter suicide rape mugging
revolution occupation annexation embargo aftershock blizzard snowstorm runoff vigil execution
manhunt quarterfinal grand-prix playoff sale layoff bailout recession nomination divorce marriage
birth death overdose jailbreak breakout detention transplant birthday
""".split()
_OTHERS = """
ship vessel ferry boat trawler yacht tanker freighter liner barge tug submarine schooner craft
painting picture canvas portrait sculpture statue mural landscape masterpiece artwork book novel
record single memoir diary film movie documentary album song opera play symphony poem law act bill
decree treaty
accord agreement pact truce ceasefire deal charter constitution protocol directive convention
resolution statute settlement prize award medal trophy cup title satellite spacecraft rocket probe
telescope dish cutter frigate destroyer warship corvette gunboat dinghy raft canoe kayak galleon
steamer cruiser catamaran houseboat hovercraft text draft draught manifesto constitution
vaccine drug pulsar star comet asteroid planet virus disease plague bear wolf dog horse elephant
whale tiger lion cat
ordinance edict amendment biography sequel trilogy anthem musical
""".split()
_COUNTRIES = "country nation republic kingdom state monarchy".split()
_TIMES = """
second minute hour day night morning afternoon evening week weekend fortnight month season year
decade century time date moment spring summer autumn fall winter noon midnight dawn dusk monday
tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december age era today yesterday tomorrow anniversary percent
per cent euro dollar pound yen rouble ruble forint zloty krona peso metre meter kilometre
kilometer mile tonne ton kilo gram litre liter degree inch foot acre hectare
""".split()
_PEOPLE = """
man woman boy girl child fisherman fishermen policeman officer inmate local islander insurgent
rower oarsman cox steward stewardess docker miner shipwright shareholder customer client donor
striker picket hooligan spectator juror captor kidnapper hijacker smuggler trafficker poacher
settler nomad immigrant emigrant evacuee orphan crewman seaman mate stoker engineer goatherd
shepherd magistrate notary clerk astronomer umpire heir native twin sibling brother stroke sculler
pope trumpeter violinist cellist pianist organist conductor tenor soprano keeper curator archivist
librarian postman courier trucker cabbie conductor stationmaster signalman railwayman builder
chairwoman mayoress headmistress headmaster governess midwife dentist vet veterinarian pharmacist
optician herder beekeeper winemaker grower gardener forester logger trapper whaler captive
detainee fugitive escapee deserter conscript recruit cadet sniper medic bomber pirate neighbour
owner landlord lodger squatter candidate voter elector parishioner pilgrim believer newcomer
rookie veteran favourite underdog winner loser victor runner-up holder champion grandparent
grandchild stepfather stepmother in-law godfather fiancé fiancée ex-wife ex-husband bookkeeper
administrator emissary arbitrator consul attache assemblyman alderman selectman backbencher
appointee staffer defector informant operative assassin culprit perpetrator accomplice parolee felon
casualty onlooker passerby motorist pedestrian copilot astronaut cosmonaut carpenter welder surveyor
inventor counsellor counselor pediatrician patient recipient dean provost undergraduate freshman
sophomore alumnus trainer linesman pitcher catcher batsman bowler forward medalist medallist
sprinter gymnast skater wrestler racer bassist screenwriter playwright cameraman collector dealer
bidder buyer seller vendor financier stockholder ceo heiress infant newborn youngster adult corporal
airman trooper marshal warden bouncer rancher bartender barista receptionist assistant cleaner maid
nanny babysitter messenger rector missionary deacon worshipper worshiper sultan sheikh emir earl
knight nobleman statesman jihadist separatist mercenary burglar looter vandal arsonist hacker conman
scammer rapist stalker homeowner citizen asylum-seeker expatriate viewer listener reader consumer
user subscriber coworker bride groom lover ancestor descendant relative plaintiff claimant litigant
petitioner bailiff examiner investigator specialist reviewer observer representative civil-servant
foreman dispatcher controller porter usher attendant skydiver explorer adventurer angler breeder
handler musher jogger marathoner walker finalist semifinalist participant entrant competitor foe
enemy superstar socialite heartthrob idol guru feminist environmentalist conservationist
humanitarian philanthropist benefactor sponsor patron running-back cornerback shortstop outfielder
infielder slugger hitter wingman benchwarmer stepson stepdaughter godson goddaughter surrogate
custodian butler chauffeur choirboy chorister fundraiser keyboardist frontman songwriter lyricist
deejay dj showman magician clown stuntman satirist cartoonist illustrator animator ballerina
bobsledder snowboarder biathlete triathlete heptathlete decathlete shot-putter hurdler vaulter
weightlifter lifter judoka fencer archer marksman cueist grandmaster chessmaster seafarer deckhand
stowaway castaway slave enslaver overlord chieftain tribesman clansman townsman highlander peasant
serf landowner sharecropper farmhand biker pedlar peddler hawker stallholder greengrocer fishmonger
florist hairdresser barber stylist tailor seamstress cobbler blacksmith goldsmith jeweller jeweler
potter glassblower stonemason bricklayer roofer plasterer decorator locksmith chimney-sweep
undertaker gravedigger embalmer taxidermist milkman mailman newsagent bookseller bookie croupier
gambler punter pimp prostitute addict drunkard alcoholic smoker vegetarian vegan dieter bodybuilder
masseur nutritionist dietitian physiotherapist psychotherapist anaesthetist obstetrician botanist
geneticist mathematician statistician actuary linguist translator interpreter philosopher theologian
forecaster horticulturalist agronomist coder webmaster influencer youtuber vlogger streamer gamer
cosplayer
accountant treasurer auditor banker cashier secretary intern apprentice trainee goalkeeper winger
fullback teammate captain manager skipper helmsman navigator bosun holidaymaker sunbather hiker
skier mountaineer caver swimmer surfer sailor yachtsman
""".split()

_KINDS: tuple[tuple[list[str], Kind], ...] = (
    (_TIMES, "time"),
    (_ORGANISATIONS, "organisation"),
    (_GROUPS, "group"),
    (_PLACES, "place"),
    (_EVENTS, "event"),
    (_OTHERS, "other"),
    (_COUNTRIES, "country"),
)

# general words that take one another up, then, behind a colon, special ones that they take up
_GENERAL = """
ship vessel boat craft : cutter frigate destroyer warship corvette gunboat dinghy steamer cruiser
ship vessel boat craft : catamaran houseboat galleon
ship vessel boat craft : ferry liner trawler tanker freighter yacht barge tug submarine schooner
company firm business group employer : airline carrier bank lender carmaker automaker maker brewer
company firm business group employer : brewery publisher retailer manufacturer producer
company firm business group employer : operator insurer
company firm business group employer : wholesaler chain shipbuilder steelmaker chipmaker shipyard
company firm business group employer : startup subsidiary supplier contractor conglomerate studio
company firm business group employer : auctioneer
airline carrier
bank lender
carmaker automaker manufacturer maker
brewery brewer
newspaper paper daily weekly title
broadcaster channel network station
organisation organization body : council union federation association league commission committee
organisation organization body : agency institute charity office bureau authority party society fund
charity foundation trust organisation
agency office bureau service authority
council commission committee board panel
court tribunal bench
parliament assembly legislature chamber
government administration cabinet regime
police force constabulary
army military force troops
club team side squad outfit
crew team eight four
union federation
ministry department office
hospital clinic
university college institution school
museum gallery institution
institute institution observatory laboratory lab centre
bloc union alliance
jury panel juror
crew : crewman sailor seaman
staff workforce employee worker personnel
passenger traveller traveler
rebel fighter insurgent guerrilla militant brigade
soldier troop fighter
protester demonstrator protestor marcher
striker worker
resident villager inhabitant local townspeople people
couple pair duo
pair sibling brother sister twin duo
family relative
police officer policeman
town place municipality : village city port community capital
city metropolis
village hamlet
island isle islet
port harbour harbor
house home building : cottage villa mansion
building : church school hospital museum station factory hall tower hotel
church chapel cathedral
factory plant mill works site
yard shipyard site
road highway motorway street route
bridge span crossing
mine pit shaft colliery
river stream
mountain peak hill
prison jail
hotel inn
airport terminal
shop store
park reserve
strike walkout stoppage action industrial
fire blaze inferno
storm hurricane typhoon cyclone gale tempest
earthquake quake tremor
flood flooding deluge
explosion blast
attack assault raid bombing shooting ambush
crash accident collision disaster wreck derailment incident
battle fighting clash siege conflict offensive
war conflict
trial hearing case proceedings
meeting summit talk talks conference gathering negotiation
takeover buyout acquisition purchase merger deal sale
verdict conviction ruling judgment judgement sentence
outbreak epidemic disease illness infection : fever flu cholera measles plague malaria influenza
outbreak fever
album record
pipeline pipe line
rockfall landslide collapse
dike dyke embankment levee
text draft : accord agreement pact treaty
vaccine drug jab
dismissal firing sacking ouster
protester occupier squatter
election vote poll ballot
protest demonstration rally march
killing murder
theft robbery heist burglary raid
closure shutdown
race regatta contest competition event
match game final
tournament championship cup competition
festival event fair
operation raid mission
inquiry investigation probe
spacecraft craft : probe satellite rocket orbiter lander
truce ceasefire agreement deal accord pact
agreement deal accord pact treaty
law act bill legislation
painting picture work canvas artwork masterpiece portrait landscape lot
sculpture statue work
book novel memoir work
film movie documentary picture
prize award
cup trophy
signal hiss sound
country nation state republic kingdom
collapse disaster accident
landslide mudslide disaster
sinking disaster
voyage trip journey crossing
visit trip
man fellow
woman lady
leader chief head commander
boss chief head
captain skipper
cox coxswain
judge magistrate
lawyer attorney barrister solicitor counsel
prosecutor
doctor physician surgeon
student pupil
lecturer professor academic scholar
reporter journalist correspondent
politician lawmaker legislator
wife spouse
husband spouse
"""


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for words, kind in _KINDS:
        for word in words:
            table.setdefault(word, kind)
    for word in _PEOPLE:
        table.setdefault(word, "person")
    return table


@functools.lru_cache(maxsize=4096)
def kind_of(lemma: str) -> Kind:
    """What a noun, in its dictionary form, stands for; "thing" for what is no entity by itself."""
    plain = lemma.lower()
    kind = _table().get(plain)
    if kind is not None:
        return kind
    if is_person_noun(plain) or plain.endswith(("-year-old", "men", "women")):
        return "person"
    tail = plain.rsplit("-", 1)[-1]
    return kind_of(tail) if tail != plain and tail else "thing"


@functools.lru_cache(maxsize=1)
def _wider() -> dict[str, set[str]]:
    """For each noun the nouns that may take it up."""
    wider: dict[str, set[str]] = {}
    for line in _GENERAL.strip().splitlines():
        general, _, special = line.partition(":")
        for word in general.split():
            wider.setdefault(word, set()).update(general.split())
        for word in special.split():
            wider.setdefault(word, set()).update(general.split())
    for role in SAME_ROLE:
        for word in role:
            wider.setdefault(word, set()).update(role)
    return wider


def may_stand_for(later: str, earlier: str) -> bool:
    """Whether one noun can take up another: the same, a wider or an equal one."""
    return later == earlier or later in _wider().get(earlier, ())


@functools.lru_cache(maxsize=1)
def _narrower() -> dict[str, frozenset[str]]:
    """For each noun the other nouns that it may take up."""
    found: dict[str, set[str]] = {}
    for special, general in _wider().items():
        for noun in general - {special}:
            found.setdefault(noun, set()).add(special)
    return {noun: frozenset(special) for noun, special in found.items()}


def taken_up(noun: str) -> frozenset[str]:
    """The other nouns that a noun may take up."""
    return _narrower().get(noun, frozenset())


NUMBERS = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}
"""Numbers in words, of which "the seven" may be people."""


def number_of(word: str) -> int | None:
    """The value of a plain number of several in words or digits, None for other words."""
    plain = word.lower()
    if plain.isdecimal() and len(plain) < 6:
        return int(plain) if int(plain) > 1 else None
    return NUMBERS.get(plain)


FAMILY = frozenset(
    """father mother parent son daughter brother sister husband wife widow widower partner uncle
    aunt nephew niece cousin twin grandfather grandmother grandson granddaughter stepfather
    stepmother fiance fiancee boyfriend girlfriend spouse""".split()
)
"""Who stands in a relation of family to another person."""
