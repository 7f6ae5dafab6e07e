"""Frequent first names of six languages, folded: they tell a column of names without a header.

A column needs only some of its names here, so the list need not be whole.
"""

GIVEN_NAMES = frozenset(
    """
    adam adele adrian adriana adrien agnes ahmed aicha alain alan albert
    alejandro aleksandra alessandra alessandro alessia alex alexander alexandra alexandre alexis
    alfred alice alicia aline alison aliya amal amanda amandine amber amelie amina amine amir
    amy ana anais andre andrea andreas andreea andrew andrzej angela angelique anita anja anke
    anna anne annette annie anouk anthony antoine antonia antonio arnaud arthur ashley audrey
    aurelie aurelien axel aziz baptiste barbara bart bas beatrice beatriz benedicte benjamin
    benoit bernadette bernard bernd bertrand birgit blandine boris brahim brandon brian brigitte
    bruno camille carine carl carla carlo carlos carmen carole caroline catherine cecile cedric
    celine chantal charles charlotte chiara chloe christel christelle christian christiane
    christina christine christophe christopher claire clara claude claudia claudine claudio
    clemence clement colette coralie corinne craig cristina cyril damien daniel daniela danielle
    dario david debora deborah delphine denis denise diana didier diego dieter dirk dominique
    donald dorothee edith eduardo edward elena eleonore eliane elias elisa elisabeth elise
    elizabeth ella ellen elodie elsa emilie emily emma emmanuel emmanuelle enrico eric erik
    esther ethan eugenie eva evelyne fabian fabien fabienne fabio fabrice fanny farid fatima
    fatou federica federico felix fernando ferran finn fiona florence florent florian franca
    frances francesca francesco francis francisco franck francois francoise frank frederic
    frederique friedrich gabriel gabriela gabrielle gaelle gary gavin genevieve
    george georges gerard gerd ghislaine giacomo gianluca gilles giorgia giorgio giovanni gisele
    giulia giuseppe grace gregoire gregory guillaume guy hakim hamid hanna hannah hans harry
    hassan heather heike heinz helen helena helene helga helmut henri henry herve holger hugo
    hugues ian ibrahim ines ingrid irene isabel isabella isabelle ivan jack jacob jacqueline
    jacques jake james jan jane janine jason javier jean jeanne jennifer jeremy jerome jessica
    jesus joan joanna joao joel johan johann johanna johannes john jonas jonathan jorge jose
    josef joseph josephine joshua juan judith jules julia julian julie julien juliette jurgen
    justin justine karen karim karin karine karl katharina kathleen katia katrin kelly kenneth
    kevin khadija khaled kim klaus laetitia laila lara lars laura laure laurence laurent lea
    leila lena leo leon leonie lionel lisa loic lorenzo louis louise luc luca lucas lucia lucie
    lucy ludovic luigi luis lukas luke lydia lydie madeleine mael maeva magali malika manfred
    manon manuel manuela marc marcel marco marcus margaret margaux maria mariam marie marina
    marine mario marion mark markus marlene marta martin martina martine mary mateo mathias
    mathieu mathilde matteo matthew matthias matthieu maud maurice max maxime megan mehdi
    melanie melissa mia michael michaela michel michele micheline michelle miguel mireille
    mohamed mohammed monica monika monique morgan morgane mourad moussa muriel mustapha myriam
    nadege nadia nadine natalia natalie nathalie nathan nicholas nicola nicolas nicole nina noah
    noel noemie nora norbert oceane odile olga oliver olivia olivier oscar pablo pamela paola
    paolo pascal pascale patricia patrick paul paula pauline pedro peter petra philip philippe
    pierre pierrick pilar quentin rachel rachid rafael ralf raphael raymond rebecca regine regis
    remi renate rene ricardo riccardo richard rita robert roberto robin roger roland romain
    ronald rosa rosario rose ruth ryan sabine sabrina said salim sally salome sam samantha samir
    samira samuel sandra sandrine sara sarah scott sean sebastian sebastien serge sergio
    severine sharon silvia simon simone sofia solene sonia sophia sophie stefan stefania stefano
    stephane stephanie stephen steven susan susanne suzanne sven sylvain sylvie tanja teresa
    theo theresa thibault thierry thomas tiffany tim timothy tobias tom ulrich ulrike ursula ute
    valentin valentina valerie vanessa vera veronique victor victoria vincent virginie viviane
    walter werner willem william wolfgang xavier yann yannick yasmina yoann yolande youssef yves
    yvette yvonne zoe
    """.split()
)
