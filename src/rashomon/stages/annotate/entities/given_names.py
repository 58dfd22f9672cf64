"""Given names that tell a sex, lower case, without accents, of many languages.

Written for this project from general knowledge. Left out are names that men and women share, and
those that are as often a place or a word of English.
"""

from __future__ import annotations

__all__ = ["FEMALE", "MALE"]

MALE = frozenset(
    """
aaron abdou abdul abdullah abebe abel abiola abraham adam adebayo aditya adrian agus agustin ahmad
ahmed aidan ajay akash akbar akin akira akram akshay al alain alan albert alberto albin aldo alec
alejandro aleksandar aleksei alessandro alessio alex alexander alexandre alexandros alexandru alexei
alfonso alfred alfredo ali alistair allan allen alok alonso alphonse alvaro alvin amadou amar amare
ambrose amedeo amir amit amitabh amol anand anatole anatoly anders andre andreas andrei andrej
andres andrew andrey andris andrzej angelo angus anibal anil anirudh ankit ansel anselm anthony
antoine anton antonin antonio antonios antony anupam anwar apostolos arcadi archie ariel aristide
arjun arkady armand armando arnaud arne arnel arnold arsen arsene artem arthur artur arturo arvid
arvind asad asher ashok ashwin asif atif attila auguste augusto aurelio avi axel ayman ayo aziz
babajide baltazar bambang baqer barack barnaby barry bart bartholomew bashar bashir basil bastian
bautista ben benedict benedikt benigno benito benjamim benjamin bernard bernardo bernd bernhard
bernie bert bertram bertrand bilal bill bjorn blaise bob bobby bogdan bohdan bojan boleslaw boris
boyd brad bradley brandon brendan brent brett brian brice bruce bruno bryan bryce budi burak burt
byron caleb calvin cameron camilo carl carlo carlos carsten cary casper cedric celso cesar charles
chester chet chidi chike chinedu chris christiaan christian christoph christophe christopher
christos chuck chukwuma cillian claes clarence claude claudio claus clayton cliff clifford clint
clinton clive clyde colin colm connor conor conrad constantin constantine cornelius cory cosimo
cosmo craig cristian cristiano cristobal curtis cyril cyrus daisuke damian damien damir dan daniel
daniele danilo danny dante dario darius darko darrell darren darryl dave david davide davor dawid
dawit dean declan deepak denis dennis denys derek dermot derrick desmond desta dexter dhruv didier
diego dieter dietrich dieudonne dimitar dimitri dimitrios dimitris dinesh dino dirk djordje dmitri
dmitrii dmitry dmytro domenico dominic dominik dominique donald donovan dorian doug douglas dragan
drago dragos drew duarte duncan dusan dustin dwight dylan eamon earl ed eddie edgar edgardo edison
edmond edmund edoardo eduard eduardo edvard edward edwin efrain efren egil egon einar ekow elias
elijah elio eliot eliseo elliot elliott elmer elton elvis emanuel emeka emil emile emiliano emilio
emir emmanuel emmett enda ender endre engelbert ennio enoch enrico enrique enzo erasmus erdem erhan
eric erich erik erling ernest ernesto ernst errol erwin eryk esteban ethan etienne eugen eugene
eugenio eusebio evan everett evert evgeny ezekiel ezra fabian fabiano fabien fabio fabrice fabrizio
facundo fadi fahad faisal farhad farhan farid farouk federico fedor feliks felipe felix femi
ferdinand fergus fernand fernando fidel filip filipe filippo finn fintan flavio florent florian
floyd francis francisco francois frank franz fraser fred frederic frederick frederik fredrik
friedrich fritz fuad fyodor gabor gabriel gabriele gael gaetan ganesh gareth garrett garry gary
gaspar gaston gavin geert gene gennady geoff geoffrey georg george georges georgi georgios georgy
gerald gerard gerardo gerd gergely gergo gerhard gerrit getachew ghassan giacomo gian gianluca
gianni gideon gil gilbert gilberto gilles gino giorgio giorgos giovanni girish girma giulio giuseppe
gleb glenn godfrey godwin gonzalo gopal goran gordon gottfried graeme graham greg gregor gregorio
gregory grigori grigory grzegorz guido guilherme guillaume guillermo gunnar gunter gunther gus
gustav gustave gustavo guy gyorgy haakon habib habibullah hadi haider haile hailemariam haitham
hakan hal hamid hamish hamza hani hanno hans harald haris harish harold haroon haroun harry harsh
haruki haruto harvey hasan hashim hassan hector heiko heinrich heinz hemant hendra hendrik henk
henning henri henrik henrique henry herbert heriberto herman hermann hernan herve hesham hideki
hideo hilmar hiroki hiroshi hisham hitesh horace horacio horst howard hristo hubert hugh hugo
humberto hussain hussein iain iakov ian ibrahim ibrahima ichiro idris idrissa ignacio ignatius igor
ikenna ilan ilham ilias ilya imad imran imre ioannis ionut irfan isaac isaiah isamu ishmael isidro
ismael ismail ismat issa istvan itzhak ivan ivar ivo iwan izak jaakko jaap jabari jabbar jacek
jacinto jack jackson jacob jacques jagdish jaime jakob jakub jalal jamal jameel james jamie jan
janez janis janne janos janusz jared jarl jaroslav jaroslaw jason jasper javad javaid javed javier
jay jean-claude jean-luc jean-marc jean-michel jean-paul jean-pierre jeanpierre jeb jeff jeffrey
jejomar jens jeremiah jeremias jeremy jermaine jeroen jerome jerry jesper jesus jethro jim jimmy
jinping jiri jiro joachim joao joaquim joaquin jochen joe joel johan johannes john johnny johnson
joko jomo jon jonas jonathan jonathon jonny joost jorge jorgen joris joschka jose josef josep joseph
josh joshua josip jovan juan juan-carlos juergen juha jukka jules julian julio julius juma junaid
junior junjun jurgen juri jurij jussi justin justinas justus kaan kai kamal kamau kamil kamran kapil
karam kareem karel karim karl karlheinz karol kasim kaspar kaspars katsuhiko kazimierz kazuhiro
kazuki kazuo keanu keegan keir keisuke keith kemal ken kenan kendrick kenichi kenji kenneth kenny
kerem kevin khaled khalid khalil kieran kim kipchoge kirill kirk kishore kiyoshi kjell klaus klemens
knud knut koen koffi kofi koichi koji kolja konstantin kris kristian kristijan kristof kristoffer
krzysztof kunal kurt kwabena kwaku kwame kwasi kwesi kyle kyrylo ladislav lajos lalit lamar lamine
lance lanre larry lars lasse laszlo laurence laurens laurent laurentiu lawrence lazar leander
leandro lee leif leighton len lenny leo leon leonard leonardo leonid leopold leopoldo leroy lester
leszek levan levi lewis liam lindsey linus lionel livio ljubomir lloyd loic lorenzo lothar lou louis
luay lubomir luc luca lucas luciano lucio ludovic ludwig luigi luis luka lukas lukasz luke luther
lyle maarten magnus magomed mahdi maher mahesh mahmoud mahmud majid makoto maks maksim maksym
malcolm malik mamadou mandla manfred manish manoj mansoor mansour manuel marc marc-andre marcel
marcello marcelo marcin marcio marco marcos marcus marek mariano mario marius mark marko markus
marlon marshall martijn martin martins marty marvin marwan masaki masato massimo mateo mateus
mateusz mathew mathias mathieu mathis mats matt matteo matthew matthias mattias maurice mauricio
mauro max maxim maxime maximilian maximo mazen mehdi mehmet mehran melvin menachem mendel mervyn
micah micha michael michal michele mickey miguel mihai mihail mikael mike mikel mikhail mikkel mikko
miklos milan millard milorad milos milton miroslav mitch mitchell mitsuo mitt mohamad mohamed
mohammad mohammed mohan mohit mohsen moises monty mordechai morgan moritz morris morten moses moshe
mounir moussa muhammad mujahid mukesh mulugeta munir murad murat murray musa mustafa mustapha mwangi
mykola nabil nadav naeem nagesh naguib naoki narendra naresh nasser nathan nathaniel naveed naveen
nawaz ndubuisi neal ned neil nelson nemanja nestor neville newton ngugi nicanor niccolo nicholas
nick nico nicolaas nicolae nicolas niels nigel nikhil nikita niklas niko nikola nikolai nikolaos
nikolas nikolay nils nimrod nino nitin nizar nnamdi noah noam noboru nobuo norbert norman norris
nuno nurlan obi obinna octavio oded ognjen okan ola olaf ole oleg oleh oleksandr oleksiy oliver
olivier olle olli olof olusegun oluwaseun omar omer onur orlando orson orville osama osamu oscar
oskar osman osvaldo oswald otieno otmar ottavio otto oumar ousmane ovidiu owen paal paavo pablo
paddy panagiotis pankaj pantelis paolo pascal pascual patrice patrick patrik paul pavel pavlo pavlos
pawel pedro pekka pelle percy petar pete peter petr petri petro petros petru peyton phil philip
philipp philippe pierre pieter pietro pio piotr pirmin placido plamen poul prakash pramod pranab
prashant pratap predrag preston primo primoz przemyslaw qais qasim quentin quincy quinn rachid radek
radko radomir radoslav rafael rafal rafe rafik rafiq raheem rahul rainer rajan rajendra rajesh rajiv
rakesh ralf ralph raman ramesh ramiro ramon ramzi rand randall randy ranjit raphael rashad rashid
rasmus ratko raul ravi ray raymond raymundo recep reggie reginald reiner reinhard reinhold remi
remigiusz remy renato rene renzo reuben reynaldo reza rhys riad ricardo riccardo richard richie rick
riku rishi riyad rizal roald rob robbie robert roberto rocco roch rodel rodney rodolfo rodrigo
rodrigue rogelio roger rogerio rohan rohit roland rolando rolf romain romeo rommel romulo ron ronald
ronan ronnie rory ross roy ruben rubens rudolf rudolph rudy rui rune rupert ruslan russ russell
rustam rutger ruud ryan ryo ryuichi saad sabri sachin sadiq saeed saleh salim salman salvatore sam
samer sami samir samuel sandeep sander sandor sandro sani sanjay sanjeev santosh satish satoshi saul
scot scott sean sebastian sebastiano sebastien segun seiji sekou selim semyon serge sergei sergey
sergio serhii serhiy seth severo shahid shakir shamil shane sharif shashi shaukat shaun shawn
sheldon shigeo shigeru shimon shingo shinji shinzo shiro shiv shoichi shun sid siddharth
sidney sigmund
sigurd silas silvio simeon simon sipho slobodan sohail soren spencer spyros srdjan srinivas stan
stanislav stanislaw stanley stavros stefan stefano steffen stelios sten stepan stephan stephen steve
steven stewart stig stipe stoyan stuart subramanian sudhir suhail sulaiman suleiman sunil suresh
surya susumu svante sven sylvain sylvester tadashi tadej tadesse tadeusz taha taher taichi taimur
takahiro takashi takayuki takeshi takumi talal tamas tamerlan tancredi tanel tapio taras tarek tariq
taro tarun tatsuya tawfiq ted teddy tendai teodor teofilo terence terrence terry tetsuya thabo
thaddeus thanos theo theodor theodore theodoros thiago thibault thierry thilo thom thomas thor
thorbjorn thorsten thulani tiago tibor tihomir tim timo timofey timothy timur tobias toby todd tom
tomas tomaso tomasz tomislav tommaso tommy tomohiro tonino tony torben tore torgeir torsten toru
toshio toshiro travis trevor tristan trygve tsutomu tudor tuncay tunde turgut tushar tyler tymoteusz
tyrone tyson uday ugo ugur uhuru ulf uli ulises ulrich umar umberto upton uriel urs usman uwe vaclav
vadim vadym vahid valdemar valentin valentino valerio valery varun vasco vasil vasile vasily
vassilis vasyl vedant veli velimir vern vernon vicente victor victorien vidar vijay vikas vikram
viktor viktoras vilhelm ville vinay vince vincent vincenzo vinicius vinod virgil virgilio vishal
vitali vitalii vitaliy vitaly vito vittorio vivek vlad vladan vladimir vladislav vlado vojtech
volkan volker volodymyr vuk vyacheslav wade wael waldemar waleed walid wallace wally walter warner
warren waseem wasim wayne wendell werner wes wesley wilbur wiley wilfred wilfried wilhelm will
william wilson wim winfried winston wladimir wojciech wole wolf wolfgang woody wouter wyatt xabier
xavi xavier yahya yakov yakub yan yanis yannick yannis yaroslav yash yasin yasir yasser yasuhiro yaw
yehuda yevgeny yiannis yigal yitzhak yohannes yoichi yoji yorgos yosef yoshihide yoshiro younes
younis yousef youssef yukio yunus yuri yuriy yusuf yusuke yuto yuval yves zach zacharias zachary
zack zafar zaher zaid zayed zbigniew zdenek zeke zeljko ziad ziv zlatan zlatko zoltan zoran zubair
zubin zurab zvonimir zweli zygmunt
""".split()
)
FEMALE = frozenset(
    """
abbie abby abeer abena abigail achieng adaeze adela adelaide adele adelina aditi adriana adrienne
afaf afra agata agatha agathe agnes agnese agneta agnieszka ahlam aida aileen aimee aino aisha
aishwarya aisling aitana akanksha akiko akosua akua alba alberta aleksandra alena alessandra alessia
alexa alexandra alexandrina alexia alfreda alia alice alicia alina aline alison alix aliya alla
allison alma almudena alva alyssa amaka amal amalia amalie amanda amandine amani amara amelia amelie
amina amira amma amrita amy ana anabel anais anastasia anastasiia andrea andreea anela aneta angela
angelica angelika angelina angelique angie anika anissa anita anja anjali anka anke ann anna
anna-maria annabel annabelle annalisa anne anne-marie anneli annelies annelise annemarie annette
anni annick annie annika anoud anouk antje antoinette antonella antonia antonina anuradha anya aoife
aparna apolonia april araceli archana ariadna ariana arianna arlene arlette arwa asha ashleigh
ashley asma asmaa astrid asuncion atsuko aud audrey augusta aurelia aurelie aurora ava aviva awa
ayako ayesha ayse azadeh babette bahar barbara barbora basia bea beata beate beatrice beatriz becky
begona belen belinda bella benedetta benedicte benita berenice berit bernadette bernardine berta
bertha beth beth-ann bethany betsy bettina betty beverly bhavna bianca bibi birgit blanca blanche
blandine bogdana bojana bolanle bonnie branka brenda brenna briana brianna bridget brigid brigida
brigitta brigitte britney britta brittany bronagh bronwen bruna brunhilde bryony burcu bushra
busisiwe caitlin caitriona camila camilla candace candice candida caren carina carissa carla
carlotta carme carmela carmelita carmella carmen carol carolin carolina caroline carolyn carrie
carys cassandra catalina catarina cate caterina cath catherina catherine cathy catrin catriona
cayetana cecile cecilia cecilie celeste celestine celia celina celine chantal charlene charlize
charlotte charmaine chelsea chelsey cherie cheryl chiamaka chiara chieko chimamanda chinwe chitra
chiyo chloe christa christel christelle christiane christina christine ciara cindy cissy claire
clara clarice clarissa claudette claudia claudine clemence clementine cleo cleopatra clotilde
colette colleen concetta condoleezza constance consuelo cora coralie cordelia corinna corinne
cornelia cosima courtney cristina cynthia dagmar dagny dahlia dalal dalia damaris dana danica
daniela daniella danielle danuta daphne daria darina darla darlene darya deanna debbie debora
deborah debra deepa deepika deirdre delia delphine demi denise desiree despina diana diane dilara
dina dinah dita divya dolores dominika donatella donna dora doreen doria doriana doris dorota
dorothea dorothee dorothy dragana dulce dunia dunja dunya ebba ebony eda edda edie edina edith edna
edwina effie efua eileen eilidh eimear eira eirini ekaterina elaine elba eleanor eleanora eleftheria
elena eleni eleonora eleonore eliana elin elisa elisabeth elise eliska eliza elizabeth elke ella
ellen elodie eloise elsa elsbeth elsie elspeth elvira elzbieta emanuela emer emiko emilia emiliana
emilie emily emine emma emmanuelle emmeline enid enikoe enriqueta erica erika erin erna ernestine
esi esma esmeralda esperanza estela estelle ester esther etsuko etta eugenia eugenie eulalia eunice
eva evangelia evangeline eve evelin eveline evelyn evgenia evita ewa fabienne fabiola fairuz faiza
fanny farah farida farzana fatemeh fatima fatma fatou fatoumata faustina fawzia fay faye federica
felicia felicitas felicity ferdinanda fernanda fien fikriye filippa fiona fleur flora florence
florentina florina folake frances francesca francine franziska freda frederica frederique freja
freya fride frieda fumiko funke gabriela gabriella gabrielle gail galina gauri geeta gemma genevieve
georgette georgia georgiana georgina geraldine gerda germaine gertrud gertrude gesine ghada
ghislaine giada gigi gilda gillian gina ginevra ginni giorgia giovanna gisela giselle gita gitte
giulia giuliana giuseppina gladys glenda glenys gloria goldie gordana gosia grace greta gudrun
gulnara gunilla gwen gwendolyn gwyneth hafsa haifa hala halima halina hana hanadi hanako hanan hanna
hannah hanne hannelore harriet haruka hatice hatsue hattie hayat haydee heather hedda hedwig hedy
heidi heike helen helena helene helga heloise hema henrietta henriette hermine hermione herta hiba
hideko hilary hilda hilde hildegard hillary hind hiroko hisako holly hortense huda huma ieva ifeoma
ildiko iliana ilse iman imelda imke imogen ina inas indira ines inge ingeborg ingeburg ingegerd
inger ingrid inmaculada inna intisar ioana iolanda irena irene irina iris irma irmgard isabeau
isabel isabella isabelle isadora isha isla isolde israa itziar ivana ivanka iveta ivette ivonne
iwona izabela jacinda jacinta jackie jacqueline jada jadranka jadwiga jamila jana jane janelle janet
janice janina janine janna jarmila jasmin jasmine jasna jaya jayanti jayne jean jeanne jeannette
jeannine jelena jelka jemima jeni jenna jenni jennie jennifer jenny jessica jewel jill jillian
jimena jo-ann joan joann joanna joanne jocelyn jody joelle johanna johanne jolanda jolanta jolene
jordana josefa josefina josefine josephine josette josie jovana joyce juana juanita judit judith
judy julia juliane julianna julianne julie juliet julieta juliette jumana june junko justina justine
justyna jutta jyoti jytte kaia kaisa kaitlin kaja kajal kalina kalpana kalyani kamala kamila kaori
kara karen karena karima karin karina karine karla karolina karoline kasia katalin katarina kataryna
katarzyna kate katelyn kateryna kath katharina katharine kathe katherine kathleen kathryn kathy
katia katica katie katja katrien katrin katrina katya kavita kawthar kayla kazuko keiko keira kelly
kellyanne kelsey kerstin khadija khadijah khawla kiara kimberly kimiko kinga kira kirsi kirsten
kirstie kirstin kirsty klara klaudia klementyna komal konstantina kristen kristi kristiina kristin
kristina kristine kritika krystyna kumiko kyoko lakshmi lamia lana lara larisa larissa lata latifa
latoya laura lauren laurie lavinia laxmi layla lea leah leanne lee-ann leila lena lenka lenora
leocadia leonie leonor leonora leonore leontine leslie leticia letizia levke leyla lia liana libby
lidia lidija lieke lien lieselotte lila lilia lilian liliana liliane lilija lilith lilli lillian
lilly lina linda lindiwe linnea lisa liselotte livia liwayway liz liza lizzie ljiljana ljubica
ljudmila loes lois lola lore lorena loretta lori lorna lorraine lotta lotte lottie loubna louisa
louise luana luba lubna luce lucette lucia lucie lucienne lucila lucile lucille lucinda lucja
lucrecia lucrezia lucy ludmila ludmilla luisa luise luiza luna lupe luz lydia lynda lyndsey lynette
lynn lynne mabel machiko maddie madelaine madeleine madeline madhuri madison madlen madonna mae
magali magda magdalena maggie maha maike maisa maite maja majida makena malala malgorzata malin
malini mallory mamie mamta manal mandy manisha manon manuela mara marcela marcella marcelle marcia
maren margaret margaretha margarida margarita margaux marge margherita margie margit margo margot
margret margriet marguerite mari maria maria-jose mariam mariama mariana marianna marianne maribel
marica maricel marie mariela mariella marielle marietta mariette marija marijke marika mariko
marilena marilou marilyn marina marine marion marisa marisol marissa marit marita mariya marjorie
marla marlena marlene marlies marsha marta martha martina martine mary maryam marzena masako matilda
matilde maud maude maura maureen mavis maxine maya mayumi meena meera megan megha meghan megumi
meike melania melanie melinda melisa melissa menna meredith merete mervat merve meryl mette mia
micaela michaela micheline michelle michiko midori mieke mihaela miho mila milagros mildred milena
mileva milica milka millicent millie mimi mina mindy minerva minna mira miranda mireia mireille
mirela mirella miriam mirjam mirjana mirka mirta misako mitsuko mitzi miyuki mohini moira molly mona
monica monika monique montserrat mridula muna muriel myra myriam myrna myrtle nadezhda nadia nadine
nadja nahla naima najat najla naledi nanako nancie nancy nandini nanette naoko naomi nastya natacha
natalia natalie nataliya nataly natascha natasha nathalie natsuko nawal nazanin neda neelam neha
nell nelly nerea nermin nesrin nessa neus neve nevine ngozi niamh nicole nicoletta nicolette
nicolina nidhi nikki nilufer nina ninette nisha nisreen nkechi noelia noelle noemi noemie nola
nomvula nona nontle noora nora noreen noriko norma noura nuala nunzia nuria nurit oana obiageli
octavia odalys oddny odette odile odilia ofelia ofra oihana oksana oleksandra olena olesya olga
olivia oluchi ophelia oriana oriane orla orlaith ornella ottilie padma pallavi paloma pam pamela
pandora paola parisa parvati pascale patricia patrizia patsy patti patty paula paulette paulien
paulina pauline payal peggy pelagia penelope penny perla pernille perpetua petra petronella
petronila philippa philomena phoebe phyllis pia pierrette pilar pinar pinky pippa polly pooja poonam
pratibha preeti prerna priscilla priscille priya priyanka purificacion queenie quiteria rabab rabia
rachael rachel rachele radha radka rafaela raffaella ragnhild raina raisa rajni rana rania raquel
rasa rasha rashmi raya rebeca rebecca rebekah reem regina regine rehana reiko reina reinhild rekha
renata renate renee renuka reyhan rhea rhiannon rhoda rhona rhonda ria rika rima rina rita ritsuko
ritu riya roberta robin rocio roisin rola romana romina romy rona roopa rosa rosalia rosalie
rosalind rosalinda rosalyn rosamund rosana rosangela rosanna rose roseanne rosella rosemary rosetta
rosie rosina rosita roswitha rowena roxana roxane roxanne rozalia ruba rukmini rumiana rumiko
ruqayya ruth sabina sabine sabrina sachiko sadhana sadie safiya sahar saida sakina salima sally
salma salome salwa samantha samia samira sanaa sandra sangeeta sanja sanna saoirse sara sarah sarita
saskia savita sawsan sayuri scarlett seda seema selena selina selma senta seraina serena setsuko
severine shabana shadia shahira shaima shakira shania shanice shanti sharmila sharon sharyn shauna
sheena sheila shelley shereen sherri sherry sheryl shikha shilpa shira shireen shirley shizuka
shizuko shobha shreya shulamit shweta sian sibylle sidonie sidsel sieglinde siegrid signe sigrid
sigrun siham silja silke silvana silvia silvie silvija simona simone sina sindhu sinead siobhan
sissel sita smita smriti sneha snezana socorro sofia sofie sofija soha solange soledad solveig
sonali sonia sonja sonya sophia sophie soraya stacey stefania stefanie steffi stella stephanie stina
stine suad subha sudha sue sue-ellen suha suhair sujata sumiko sunita susan susana susann susanna
susanne sushma susi susie suzan suzana suzanne suzette suzy svea sveta svetlana svitlana swati sybil
sylke sylvia sylvie synnove tabitha tahira taina takako tamar tamara tammy tamsin tania tanja tanvi
tanya tara tarja tasha tasneem tatiana tatjana tatyana teodora teresa teresita tereza terezia tess
tessa thandeka thandi thandiwe thea thelma theodora theresa therese thirza thora tiffany tilda tilly
tina tineke tirza tiziana tomoko tonya tordis toshiko tove tracy tricia trina trine trisha trudi
trudy tsipi tulsi tuulikki tuva twyla tzipi ulla ulrika ulrike uma una unni urmila ursula uschi usha
uta ute vaishali valentina valeria valerie valeriya valeska vanda vandana vanessa vanna varvara
vasiliki vasudha vasundhara velma vera verena verity veronica veronika veronique vesna vibeke vicki
vicky victoire victoria vidya vigdis vijaya viktoria viktorija viola violeta violetta virginia
virginie virtudes vita vivian vivien vivienne vlasta wafa waltraud wambui wanda wangari wanjiku
wanjiru wencke wendela wendy wiebke wijdan wiktoria wilhelmina willa wilma winifred winnie wioletta
xenia ximena xiomara yaa yael yamina yara yasmin yasmina yasmine yasuko yayoi yelena yesenia
yevgenia yewande yoko yolanda yolande yoshiko ysabel yukari yuki yukiko yulia yuliya yumi yumiko
yuriko yusra yvette yvonne zahra zainab zakia zanele zara zdenka zehra zeina zeinab zelda zena
zeynep zilda zinaida zita zivile zodwa zoe zofia zoya zsofia zsuzsanna zuhra zuleikha zulema zuzana
""".split()
)
