"""Frequent first names of six languages, folded: they tell a column of names without a header.

A column needs only some of its names here, so the list need not be whole.
"""

GIVEN_NAMES = frozenset(
    """
    aafke aaron abdullah ada adam adele adrian adriana adrien agata agathe agnes agnieszka
    agustin ahmed aicha aidan ainhoa aisha alain alan alba albano albert aldo alejandra
    alejandro aleksandra alessandra alessandro alessia alex alexander alexandra alexandre alexis
    alfonso alfred alfredo alice alicia alina aline alison aliya almudena alvaro amal amanda
    amandine amber amelie amina amine amir amparo amy ana anais andre andrea andreas andreea
    andres andrew andrzej aneta angel angela angeles angelique anita anja anke anna anne anneke
    annelies anneliese annemarie annette annie anouk anthony antje antoine anton antonella
    antonia antonietta antonio arjan arnaud arno arthur arturo ashley astrid asuncion audrey
    august aurelie aurelien aurora axel aziz baptiste barbara bart bas beate beatrice beatriz
    begona belen benedetta benedicte benjamin benoit berend bernadette bernard bernardo bernd
    bert bertrand bettina bianca birgit bjorn blandine boris brahim bram brandon brian brigitte
    britta bruna bruno camille carine carl carla carlo carlos carlotta carmela carmen carole
    carolina caroline caterina catherine cecile cedric cees celine chantal charles charlotte
    chiara chloe christa christel christelle christian christiane christina christine christoph
    christophe christopher cinzia claire clara claude claudia claudine claudio clemence clement
    colette concepcion concetta consuelo coralie corinna corinne cosimo craig cristian cristiano
    cristina cristobal cyril daan dagmar damien dania daniel daniela daniele danielle danny
    dario david davide debbie debora deborah delphine denis denise dennis detlef diana didier
    diego dieter dilek dimitri dirk dolores domenico dominique donald donatella donato doris
    dorothea dorothee eddy edgar edith edoardo eduardo edward egon elena eleonora eleonore
    elfriede eliane elias elif elisa elisabeth elisabetta elise elizabeth elke ella ellen elodie
    elsa emanuele emilia emilie emilio emily emine emma emmanuel emmanuelle encarnacion enrico
    enrique eric erik erika ernst erwin esmee esperanza estela esther ethan eugenia eugenie eva
    evelien evelyne ewa fabian fabien fabienne fabio fabiola fabrice fabrizio famke fanny farid
    fatima fatma fatou fausto federica federico felipe felix femke fernando ferran filippo finn
    fiona fleur florence florent florian floris franca frances francesca francesco francis
    francisco franck francois francoise frank franz franziska fred frederic frederik frederique
    friedrich frits fritz gabriel gabriela gabriele gabrielle gaelle gaetano gary gavin geert
    geertruida gemma genevieve gennaro george georges gerard gerardo gerd gerda gerhard gerrit
    ghislaine giacomo giancarlo gianfranco gianluca gianni gijs gilles gina giorgia giorgio
    giovanna giovanni gisela gisele giulia giuseppe gloria gonzalo grace graziella gregoire
    gregory guadalupe gudrun guido guillaume guillermo gunter gustavo guus guy hakan hakim
    halina hamid hanna hannah hans harald harm harry hassan hatice heather hedwig heike heiko
    heinrich heinz helen helena helene helga helma helmut hendrik henk henri henry herbert
    hermann herve hilda hilde holger horst hubert hugo hugues ian ibrahim ida ignacio ilaria
    ilona ilse imke immaculada ines inge ingrid inken inmaculada irene irma isabel isabella
    isabelle isidro ivan ivana ivo jaap jacek jacinta jack jacob jacopo jacqueline jacques
    jadwiga jaime jake jakub james jan jana jane janine janna janneke jasmijn jasmin jason
    javier jean jeanne jelle jennifer jens jeremy jeroen jerome jesper jessica jessie jesus
    joachim joan joanna joao joaquin joel joep johan johann johanna johannes john joke jolanda
    jolanta jonas jonathan joost jorg jorge joris jorn jos jose josef josefa josefina joseph
    josephine joshua juan judith jules julia julian julie julien juliette julio jurgen justin
    justine jutta kai kamil karel karen karim karin karine karl karsten katarzyna katharina
    kathleen kathrin katia katja katrien katrin kees kelly kenneth kerstin kevin khadija khaled
    kim klaas klaus koen konrad krzysztof laetitia laila lara lars laura laure laurence laurent
    lea leandro leila lena leo leon leonardo leonie leonor letizia liam lidia lieke liliana
    linda lionel lisa lisette livia lodewijk loic loredana lorena lorenzo loretta lotte louis
    louise lourdes luana luc luca lucas lucia luciana luciano lucie lucrezia lucy ludo ludovic
    luigi luis luisa luiz lukas lukasz luke lutz luuk lydia lydie maaike maarten maddalena
    madeleine mael maeva magali magdalena maike malgorzata malika manfred manolo manon manuel
    manuela marc marcel marcela marcelo marcin marco marcus margaret margarita margaux
    margherita margriet maria mariam mariangela mariano maribel marie marieke mariella marij
    marijke marina marine mario marion marisa mariska marit maritza marjan marjolein mark markus
    marlene marlies marloes marta martijn martin martina martine mary massimo mateo mateusz
    mathias mathieu mathilde matteo matthew matthias matthieu matthijs maud maurice maurizio
    mauro max maxime maximilian mechthild megan mehdi mehmet meike melanie melissa mercedes
    merel mia michael michaela michal michel michelangelo michele micheline michelle michiel
    mieke miguel milagros milena mireille miriam mirjam mirko mohamad mohamed mohammed monica
    monika monique morgan morgane moritz mourad moussa muriel mustafa mustapha myriam nadege
    nadia nadine nadja natalia natalie natascha nathalie nathan nele nerea nicholas nicola
    nicolas nicole nicoletta nicolo niels niklas nils nina noah noel noelia noemie noor nora
    norbert norma nunzia nuria oceane odile olaf oleg olga oliver olivia olivier omar ornella
    oscar otto pablo paloma pamela paola paolo pascal pascale pascual patricia patricio patrick
    patrizia paul paula paulina pauline pawel pedro peggy pepe peter petra philip philippe
    pierluigi pierre pierrick piet pieter pietro pilar pim piotr quentin rachel rachid rafael
    rafaela raffaele rainer ralf ramon ramona raphael raquel raul raymond rebecca regine regis
    reinhard remi renata renate renato rene ricardo riccardo richard rik rita robert roberta
    roberto robin rocco rocio rodrigo roel roger rogier roland rolf romain romano romy ronald
    roos rosa rosalia rosanna rosaria rosario rose rosella ruben rudi rudolf ruth ruud ryan
    sabina sabine sabrina said salim sally salome salvador salvatore sam samantha samir samira
    samuel sander sandra sandrine sanne sara sarah saskia scott sean sebastian sebastiano
    sebastien selma serena serge sergio severine sharon silke silvana silvia silvio simon simone
    sjoerd sofia sofie soledad solene sonia sonja sophia sophie soren stanislaw stef stefan
    stefania stefanie stefano steffen steffi stephane stephanie stephen steven stijn susan
    susana susanne susi suzanne sven sybille sylvain sylvia sylvie tamara tanja tatjana teresa
    teun theo theodor theresa thibault thierry thijs thilo thomas thorsten tiffany tijmen tim
    timothy tina tineke tiziana tobias tom tommaso toni tonio torsten trinidad trudy ulf ulla
    ulrich ulrike umberto urs ursula uta ute uwe valentin valentina valerie valerio vanessa vera
    veronique vicente victor victoria vincent vincenza vincenzo virginie vittoria vittorio
    viviane volker walter waltraud wendy werner wiebke wilhelm willem william wilma wim wolfgang
    wouter xander xavier ximena yann yannick yasemin yasmina yoann yolanda yolande youssef yves
    yvette yvonne zeynep zoe zofia
    """.split()
)
