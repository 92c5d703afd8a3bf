"""Budgets as people lay them out, each with how it is read: `tests/project/budget/shown.py` says how to read the reading."""

from typing import NamedTuple


class Shape(NamedTuple):
    """A file, cells set apart by semicolons, and its reading."""

    name: str
    file: str
    reading: str


SHAPES = (
    Shape(
        "plain",
        """
Libellé;Catégorie;Montant HT;TVA;Nature
Portail;licences;12 500,50;20 %;investissement
Agents;RH;1000;0;fonctionnement
Total;;13 500,50;;
""",
        """
2 Portail = logiciel 12500.50/15000.60 investment
3 Agents = personnel 1000.00/1000.00 running
~ 1 noms des colonnes
~ 4 total vérifié
""",
    ),
    Shape(
        "title rows",
        """
Commune de Ploërmel
Budget prévisionnel 2026 du portail, montants HT

Poste de dépense;Montant
Logiciels métiers;12 000,00 €
Hébergement et maintenance;1 200 EUR HT
Reprise de données;8 k€
Formation des agents;offert
Total;21 200
""",
        """
5 Logiciels métiers = logiciel 12000.00
6 Hébergement et maintenance = hebergement 1200.00
7 Reprise de données = prestations 8000.00
~ 1 titre au-dessus du tableau
~ 2 titre au-dessus du tableau
~ 4 noms des colonnes
~ 8 « Formation des agents » : rien à payer
~ 9 total vérifié
# montants arrondis ou convertis : 7, 8 k€ lu 8 000 €
""",
    ),
    Shape(
        "two-line header",
        """
Désignation;Montant prévisionnel;;Section
;HT;TTC;
Licences;10000;12000;Invest.
Hébergement;500;600;Fonct.
TOTAL;10500;12600;
""",
        """
3 Licences = logiciel 10000.00/12000.00 investment
4 Hébergement = hebergement 500.00/600.00 running
~ 1 noms des colonnes
~ 2 noms des colonnes
~ 5 total vérifié
""",
    ),
    Shape(
        "no header",
        """
Logiciels;12000
Matériel;3000
Total;15000
""",
        """
1 Logiciels = logiciel 12000.00
2 Matériel = materiel 3000.00
~ 3 total vérifié
""",
    ),
    Shape(
        "no header, accounts",
        """
2051;Concessions;12000
2183;Postes;3000
6184;Formation;500
""",
        """
1 Concessions = logiciel 12000.00 investment
2 Postes = materiel 3000.00 investment
3 Formation = formation 500.00 running
# catégorie d'après le compte 2051 : 1
# catégorie d'après le compte 2183 : 2
""",
    ),
    Shape(
        "carried category",
        """
Type;Détail;Coût HT
Matériel;Ordinateurs;5000
;Boîtiers divers;3000
Prestations;Paramétrage;2000
;Suivi;400
""",
        """
2 Ordinateurs = materiel 5000.00
3 Boîtiers divers = materiel 3000.00
4 Paramétrage = prestations 2000.00
5 Suivi = prestations 400.00
~ 1 noms des colonnes
# catégorie de la ligne du dessus : 3 et 5
""",
    ),
    Shape(
        "sections and subtotals",
        """
Objet;Montant HT
SECTION D'INVESTISSEMENT;
Serveurs;10000
Licences;5000
Sous-total investissement;15000
SECTION DE FONCTIONNEMENT;
Maintenance;2000
Formation;1000
Sous-total fonctionnement;3000
Total général;18000
""",
        """
3 Serveurs = materiel 10000.00 investment
4 Licences = logiciel 5000.00 investment
7 Maintenance = hebergement 2000.00 running
8 Formation = formation 1000.00 running
~ 1 noms des colonnes
~ 2 « SECTION D'INVESTISSEMENT » : intitulé, sans montant
~ 5 total vérifié
~ 6 « SECTION DE FONCTIONNEMENT » : intitulé, sans montant
~ 9 total vérifié
~ 10 total vérifié
""",
    ),
    Shape(
        "section with its sum",
        """
Objet;Montant HT
Investissement;15000
Serveurs;10000
Licences;5000
Fonctionnement;2000
Maintenance;2000
Total;17000
""",
        """
3 Serveurs = materiel 10000.00 investment
4 Licences = logiciel 5000.00 investment
6 Maintenance = hebergement 2000.00 running
~ 1 noms des colonnes
~ 2 total vérifié
~ 5 total vérifié
~ 7 total vérifié
""",
    ),
    Shape(
        "wrong total",
        """
Objet;Montant HT
Serveurs;10000
Licences;5000
Total;15001
""",
        """
2 Serveurs = materiel 10000.00
3 Licences = logiciel 5000.00
~ 1 noms des colonnes
? 4 ce total dit 15 001 €, les lignes au-dessus font 15 000 €
  > corriger le total, ou la ligne qui manque ou compte deux fois
""",
    ),
    Shape(
        "side by side",
        """
PLAN DE FINANCEMENT;;;
DÉPENSES;;RECETTES;
Poste;Montant HT;Financeur;Montant
Licences;10000;DETR;4000
Maintenance;2000;Région Bretagne;3000
Formation;1000;Autofinancement;5000
;;Emprunt;1000
TOTAL;13000;TOTAL;13000
""",
        """
4 Licences = logiciel 10000.00
5 Maintenance = hebergement 2000.00
6 Formation = formation 1000.00
+ 4 DETR 4000.00
+ 5 Région Bretagne 3000.00
own 5000.00
loan 1000.00
~ 1 titre au-dessus du tableau
~ 2 titre au-dessus du tableau
~ 2 titre au-dessus du tableau
~ 3 noms des colonnes
~ 3 noms des colonnes
~ 6 « Autofinancement », 5 000 € : votre part
~ 7 « Emprunt », 1 000 € : emprunt, dans votre part
~ 8 total vérifié
~ 8 total vérifié
""",
    ),
    Shape(
        "side by side, one header",
        """
Dépenses;Montant HT;Recettes;Montant
Licences;10000;DETR;4000
Maintenance;2000;Fonds propres;8000
Total;12000;Total;12000
""",
        """
2 Licences = logiciel 10000.00
3 Maintenance = hebergement 2000.00
+ 2 DETR 4000.00
own 8000.00
~ 1 noms des colonnes
~ 1 noms des colonnes
~ 3 « Fonds propres », 8 000 € : votre part
~ 4 total vérifié
~ 4 total vérifié
""",
    ),
    Shape(
        "one below the other",
        """
DÉPENSES;
Licences;10000
Maintenance;2000
Total dépenses;12000

RECETTES;
DSIL;4000
Département du Morbihan;2000
FCTVA;1640,40
Part communale;4359,60
Total recettes;12000
""",
        """
2 Licences = logiciel 10000.00
3 Maintenance = hebergement 2000.00
+ 7 DSIL 4000.00
+ 8 Département du Morbihan 2000.00
own 4359.60
~ 1 « DÉPENSES » : intitulé, sans montant
~ 4 total vérifié
~ 6 « RECETTES » : intitulé, sans montant
~ 9 « FCTVA », 1 640,40 € : FCTVA : versé plus tard, il n'entre pas dans le plan
~ 10 « Part communale », 4 359,60 € : votre part
~ 11 total vérifié
""",
    ),
    Shape(
        "one below the other, headers",
        """
Dépenses;Montant HT
Licences;10000
Total;10000
Recettes;Montant;Taux
DETR;4000;40 %
Autofinancement;6000;60 %
Total;10000;100 %
""",
        """
2 Licences = logiciel 10000.00
+ 5 DETR 4000.00
own 6000.00
~ 1 noms des colonnes
~ 3 total vérifié
~ 4 noms des colonnes
~ 6 « Autofinancement », 6 000 € : votre part
~ 7 total vérifié
# colonnes du budget non lues : « Taux »
""",
    ),
    Shape(
        "quantity and price",
        """
Désignation;Qté;PU HT;Total HT;TVA;Total TTC
Ordinateurs;12;650,50;7 806,00;20 %;9 367,20
Licence bureautique;12;99;1188;20 %;1425,60
TOTAL;;;8 994,00;;10 792,80
""",
        """
2 Ordinateurs = materiel 7806.00/9367.20
3 Licence bureautique = logiciel 1188.00/1425.60
~ 1 noms des colonnes
~ 4 total vérifié
""",
    ),
    Shape(
        "quantity without product",
        """
Désignation;Quantité;Prix unitaire HT
Tablettes;10;300
Câblage;1;1500
""",
        """
2 Tablettes = materiel 3000.00
3 Câblage = travaux 1500.00
~ 1 noms des colonnes
""",
    ),
    Shape(
        "quantity that does not fit",
        """
Désignation;Qté;PU HT;Total HT
Ordinateurs;12;650;7000
""",
        """
~ 1 noms des colonnes
? 2 la quantité par le prix font 7 800 €, le montant dit 7 000 €
  > corriger l'un des trois
""",
    ),
    Shape(
        "vat in euros",
        """
Poste;HT;TVA;TTC
Licences;10000;2000;12000
Livres numériques, abonnement;1000;55;1055
Total;11000;2055;13055
""",
        """
2 Licences = logiciel 10000.00/12000.00
3 Livres numériques, abonnement = hebergement 1000.00/1055.00
~ 1 noms des colonnes
~ 4 total vérifié
""",
    ),
    Shape(
        "footers",
        """
Désignation;Montant
Serveur;2000
Installation;500
Total HT;2500
TVA 20 %;500
Total TTC;3000
""",
        """
2 Serveur = materiel 2000.00/2400.00
3 Installation = prestations 500.00/600.00
~ 1 noms des colonnes
~ 4 total vérifié
~ 5 TVA de 20 % au pied du tableau : 500 €
~ 6 total vérifié
""",
    ),
    Shape(
        "footers of sums with tax",
        """
Désignation;Montant
Serveur;2400
Installation;600
Total HT;2500
TVA 20 %;500
Total TTC;3000
""",
        """
2 Serveur = materiel 2000.00/2400.00
3 Installation = prestations 500.00/600.00
~ 1 noms des colonnes
~ 4 total vérifié
~ 5 TVA de 20 % au pied du tableau : 500 €
~ 6 total vérifié
""",
    ),
    Shape(
        "vat footer alone",
        """
Désignation;Montant HT
Serveur;12000
TVA 20 %: ;2 400
Total TTC;14 400
""",
        """
2 Serveur = materiel 12000.00/14400.00
~ 1 noms des colonnes
~ 3 TVA de 20 % au pied du tableau : 2 400 €
~ 4 total vérifié
""",
    ),
    Shape(
        "discounts",
        """
Poste;Montant HT
Licences;10000
Remise commerciale;-1 000,00
Serveur;3000
Rabais;(200)
Total;11800
""",
        """
2 Licences = logiciel 10000.00
3 Remise commerciale = logiciel -1000.00
4 Serveur = materiel 3000.00
5 Rabais = materiel -200.00
~ 1 noms des colonnes
~ 6 total vérifié
""",
    ),
    Shape(
        "odd cells",
        """
Poste;Montant HT
Serveur;12.000,50
Licences;12.000
Hébergement;env. 500
Formation;inclus
Câblage;-
AMO;8333.333333
Mobilier;à chiffrer
Communication;50 %
Imprévus;1 200,00 € HT
""",
        """
2 Serveur = materiel 12000.50
7 AMO = etudes 8333.33
10 Imprévus = imprevus 1200.00
~ 1 noms des colonnes
~ 5 « Formation » : rien à payer
~ 6 « Câblage » : rien à payer
? 3 « 12.000 » est ambigu : séparateur de milliers ou décimales
  > écrire 12000, ou deux décimales au plus
? 4 « env. 500 » n'est qu'une estimation
  > écrire le montant retenu, un seul nombre
? 8 « à chiffrer » n'est pas un montant en euros
  > écrire par exemple 150000 ou 150000,50
? 9 « 50 % » est un taux, pas une somme
  > écrire le montant en euros, par exemple 12000 ou 12 000,50
# montants arrondis ou convertis : 7, 8333,333333 lu 8 333,33 €
""",
    ),
    Shape(
        "accounts beside",
        """
Imputation;Libellé;Montant HT
2051 - Concessions;Solution RH;8000
c/2183;Lot 1;4000
6512;Espace;600
21838;Bornes;1000
6811;Amortissement;500
1068;Réserves;200
""",
        """
2 Solution RH = logiciel 8000.00 investment
3 Lot 1 = materiel 4000.00 investment
4 Espace = hebergement 600.00 running
5 Bornes = materiel 1000.00 investment
~ 1 noms des colonnes
~ 6 compte 6811 : opération d'ordre, rien n'est payé
? 7 « Réserves » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
# catégorie d'après le compte 2051 : 2
# catégorie d'après le compte 2183 : 3
# catégorie d'après le compte 6512 : 4
""",
    ),
    Shape(
        "accounts in labels",
        """
Dépense;Montant HT
2051 - Suite métier;8000
2183 Postes;4000
20 ordinateurs;10000
611 - Contrats;500
""",
        """
2 Suite métier = logiciel 8000.00 investment
3 Postes = materiel 4000.00 investment
4 20 ordinateurs = materiel 10000.00
5 Contrats = prestations 500.00 running
~ 1 noms des colonnes
# catégorie d'après le compte 2051 : 2
# catégorie d'après le compte 2183 : 3
# catégorie d'après le compte 611 : 5
""",
    ),
    Shape(
        "columns by section",
        """
Poste;Investissement;Fonctionnement;Total
Licences;10000;;10000
Serveurs et maintenance;;;
Maintenance;;2000;2000
Logiciels;3000;500;3500
Total;13000;2500;15500
""",
        """
2 Licences = logiciel 10000.00 investment
4 Maintenance = hebergement 2000.00 running
5 Logiciels = logiciel 3000.00 investment
5 Logiciels = logiciel 500.00 running
~ 1 noms des colonnes
~ 3 « Serveurs et maintenance » : intitulé, sans montant
~ 6 total vérifié
""",
    ),
    Shape(
        "years",
        """
Poste;2026;2027;Total HT
Licences;10000;5000;15000
Maintenance;1000;1000;2000
Total;11000;6000;17000
""",
        """
2 Licences = logiciel 15000.00
3 Maintenance = hebergement 2000.00
~ 1 noms des colonnes
~ 4 total vérifié
# années additionnées : 2026 et 2027
""",
    ),
    Shape(
        "ambiguous categories",
        """
Poste;Montant HT
Matériel et logiciels;10000
Truc;500
Divers machins;20
""",
        """
~ 1 noms des colonnes
? 2 « Matériel et logiciels » : matériel et logiciels à la fois
  > partager la ligne, ou écrire dans une colonne « Catégorie » : materiel ou logiciel
? 3 « Truc » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
? 4 « Divers machins » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
""",
    ),
    Shape(
        "dashes under a sum",
        """
Poste;Montant HT
1. Équipement;
Ordinateurs;5000
dont portables;2000
2. Services numériques;
Abonnement SaaS;500
""",
        """
3 Ordinateurs = materiel 5000.00
6 Abonnement SaaS = hebergement 500.00
~ 1 noms des colonnes
~ 2 « 1. Équipement » : intitulé, sans montant
~ 4 détail d'une autre ligne, déjà comptée
~ 5 « 2. Services numériques » : intitulé, sans montant
""",
    ),
    Shape(
        "thousands",
        """
Budget en k€ HT
Poste;Montant
Licences;12,5
Travaux;100
""",
        """
3 Licences = logiciel 12500.00
4 Travaux = travaux 100000.00
~ 1 titre au-dessus du tableau
~ 2 noms des colonnes
""",
    ),
    Shape(
        "header again",
        """
Poste;Montant HT
Licences;10
Poste;Montant HT
Travaux;20
Total;30
""",
        """
2 Licences = logiciel 10.00
4 Travaux = travaux 20.00
~ 1 noms des colonnes
~ 3 noms des colonnes
~ 5 total vérifié
""",
    ),
    Shape(
        "unread columns",
        """
N°;Poste;Fournisseur;Montant HT;% du total
1;Licences;ACME;1000;50 %
2;Travaux;BTP SA;1000;50 %
""",
        """
2 Licences = logiciel 1000.00
3 Travaux = travaux 1000.00
~ 1 noms des colonnes
# colonnes du budget non lues : « N° », « Fournisseur », « % du total »
""",
    ),
    Shape(
        "only with tax",
        """
Poste;Montant TTC
Licences;12000
""",
        """
~ 1 noms des colonnes
? 2 le montant hors taxes manque
  > le donner, ou donner le taux de TVA à côté du montant TTC, ou dire le taux de tout le budget
""",
    ),
    Shape(
        "hidden figure above",
        """
Projet de portail
Coût total;15000
Population;3500

Poste;Montant HT
Licences;15000
""",
        """
6 Licences = logiciel 15000.00
~ 1 titre au-dessus du tableau
~ 2 « Coût total 15000 », au-dessus du tableau, n'est pas lu comme un coût
~ 3 « Population 3500 », au-dessus du tableau, n'est pas lu comme un coût
~ 5 noms des colonnes
# 2 : « Coût total 15000 », au-dessus du tableau, n'est pas lu comme un coût
# 3 : « Population 3500 », au-dessus du tableau, n'est pas lu comme un coût
""",
    ),
    Shape(
        "nothing in",
        """
Libellé;Catégorie;Montant HT
Portail;licences;
Formation;;
;;100
""",
        """
~ 1 noms des colonnes
~ 3 « Formation » : intitulé, sans montant
? 2 montant manquant
  > écrire le montant, ou 0 s'il n'y a rien à payer
? 4 100 € sans libellé, et les lignes au-dessus font 0 €
  > dire ce que paie ce montant, ou corriger ce total
""",
    ),
    Shape(
        "human resources",
        """
Poste;Montant HT
Ressources humaines;
Chef de projet;40000
Ressources numériques;
Abonnement;500
""",
        """
3 Chef de projet = personnel 40000.00
5 Abonnement = hebergement 500.00
~ 1 noms des colonnes
~ 2 « Ressources humaines » : intitulé, sans montant
~ 4 « Ressources numériques » : intitulé, sans montant
""",
    ),
    Shape(
        "nature column",
        """
Intitulé;Nature;Coût HT;Coût TTC
Serveurs;Invest.;1000;1200
Maintenance;Fonctionnement;500;600
Sous-total;;1500;1800
""",
        """
2 Serveurs = materiel 1000.00/1200.00 investment
3 Maintenance = hebergement 500.00/600.00 running
~ 1 noms des colonnes
~ 4 total vérifié
""",
    ),
    Shape(
        "natures merged in an unnamed column",
        """
;Poste;Montant HT
Investissement;Serveurs;1000
;Licences;500
Fonctionnement;Maintenance;200
""",
        """
2 Serveurs = materiel 1000.00 investment
3 Licences = logiciel 500.00 investment
4 Maintenance = hebergement 200.00 running
~ 1 noms des colonnes
""",
    ),
    Shape(
        "two taxes at the foot",
        """
Poste;Montant HT
Licences;1000
Abonnement;100
Total HT;1100
TVA 20 %;200
TVA 5,5 %;5,50
Total TTC;1305,50
""",
        """
2 Licences = logiciel 1000.00
3 Abonnement = hebergement 100.00
~ 1 noms des colonnes
~ 4 total vérifié
~ 5 TVA de 20 % au pied du tableau : 200 €
~ 6 TVA de 5,5 % au pied du tableau : 5,50 €
~ 7 total vérifié
""",
    ),
    Shape(
        "wrong tax at the foot",
        """
Poste;Montant HT
Licences;1000
TVA 20 %;210
""",
        """
2 Licences = logiciel 1000.00
~ 1 noms des colonnes
~ 3 TVA de 20 % au pied du tableau : 210 €
? 3 20 % de TVA sur 1 000 € ne font pas 210 €
  > corriger la TVA, ou donner le taux de chaque ligne dans une colonne
""",
    ),
    Shape(
        "contradicting amounts",
        """
Poste;HT;TVA;TTC
Licences;1000;20 %;1300
Travaux;1000;2000 %;
Mobilier;1000;20 %;900
""",
        """
3 Travaux = travaux 1000.00
~ 1 noms des colonnes
? 2 1 000 € hors taxes avec 20 % de TVA ne font pas 1 300 € TTC
  > corriger l'un des montants
? 3 « 2000 % » n'est pas un taux de TVA
  > écrire par exemple 20 % ou 5,5 %
? 4 le montant TTC (900 €) est inférieur au montant hors taxes (1 000 €)
  > corriger l'un des montants
""",
    ),
    Shape(
        "discount without a sign",
        """
Poste;Montant HT
Licences;1000
Remise 10 %;100
Remise en service;50
Total;950
""",
        """
2 Licences = logiciel 1000.00
3 Remise 10 % = logiciel -100.00
4 Remise en service = prestations 50.00
~ 1 noms des colonnes
~ 5 total vérifié
""",
    ),
    Shape(
        "total without a label",
        """
Poste;Montant HT
Licences;1000
Travaux;500
;1500
""",
        """
2 Licences = logiciel 1000.00
3 Travaux = travaux 500.00
~ 1 noms des colonnes
~ 4 total vérifié
""",
    ),
    Shape(
        "sums in the label column",
        """
Désignation;Coût prévisionnel € HT;Dont RH
Chef de projet;40 000,00;oui
Prestataire;8 000;non
Coût total;48 000,00;
""",
        """
2 Chef de projet = personnel 40000.00
3 Prestataire = prestations 8000.00
~ 1 noms des colonnes
~ 4 total vérifié
# colonnes du budget non lues : « Dont RH »
""",
    ),
    Shape(
        "old accounts",
        """
Article;Libellé;Montant HT
205;Licences;500
6718;Divers;100
""",
        """
2 Licences = logiciel 500.00 investment
~ 1 noms des colonnes
? 3 « Divers » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
""",
    ),
    Shape(
        "unread line under a total",
        """
Poste;Montant HT
Licences;1000
Hébergement;env. 500
Total;1500
""",
        """
2 Licences = logiciel 1000.00
~ 1 noms des colonnes
~ 4 total non vérifié : des lignes ne sont pas lues
? 3 « env. 500 » n'est qu'une estimation
  > écrire le montant retenu, un seul nombre
""",
    ),
    Shape(
        "only resources",
        """
Financeur;Montant
DETR;1000
Région;500
""",
        """
+ 2 DETR 1000.00
+ 3 Région 500.00
~ 1 noms des colonnes
""",
    ),
    Shape(
        "lots",
        """
Lot;Description;Montant H.T. (€)
Lot 1 : matériel;Ordinateurs;1 000 €
Lot 1 : matériel;Écrans;500 €
Lot 2 : logiciels;Suite bureautique;250 €
TOTAL LOTS;;1 750 €
""",
        """
2 Lot 1 : matériel – Ordinateurs = materiel 1000.00
3 Lot 1 : matériel – Écrans = materiel 500.00
4 Lot 2 : logiciels – Suite bureautique = logiciel 250.00
~ 1 noms des colonnes
~ 5 total vérifié
""",
    ),
    Shape(
        "invoice with net to pay",
        """
Désignation;Qté;P.U. HT;Montant HT
Licences;10;33,33;333,30
Remise;1;-33,30;-33,30
Total HT;;;300
TVA (20%);;;60
Net à payer;;;360
""",
        """
2 Licences = logiciel 333.30/399.96
3 Remise = logiciel -33.30/-39.96
~ 1 noms des colonnes
~ 4 total vérifié
~ 5 TVA de 20 % au pied du tableau : 60 €
~ 6 total vérifié
""",
    ),
    Shape(
        "categories as written",
        """
Dépense;Type de dépense;Montant HT
Portail;prestations;1000
Poste;bateaux;500
Autre;Logiciels et matériel;20
""",
        """
2 Portail = prestations 1000.00
~ 1 noms des colonnes
? 3 catégorie de coût inconnue « bateaux »
  > écrire dans une colonne « Catégorie » : …
? 4 « Logiciels et matériel » : logiciels et matériel à la fois
  > partager la ligne, ou écrire dans une colonne « Catégorie » : logiciel ou materiel
""",
    ),
    Shape(
        "sections in both sides",
        """
DÉPENSES;;RECETTES;
Investissement;;Subventions;
Serveurs;1000;DETR 40 %;400
Fonctionnement;;Emprunt;600
Maintenance;200;Autofinancement;200
Total;1200;Total;1200
""",
        """
3 Serveurs = materiel 1000.00 investment
5 Maintenance = hebergement 200.00 running
+ 3 DETR 40 % 400.00
own 200.00
loan 600.00
~ 1 « DÉPENSES » : intitulé, sans montant
~ 1 « RECETTES » : intitulé, sans montant
~ 2 « Investissement » : intitulé, sans montant
~ 2 « Subventions » : intitulé, sans montant
~ 4 « Fonctionnement » : intitulé, sans montant
~ 4 « Emprunt », 600 € : emprunt, dans votre part
~ 5 « Autofinancement », 200 € : votre part
~ 6 total vérifié
~ 6 total vérifié
""",
    ),
    Shape(
        "resources that do not add up",
        """
Dépenses;Montant HT
Serveurs;1000
Recettes;Montant
DETR;400
Commune;
Total recettes;1000
""",
        """
2 Serveurs = materiel 1000.00
+ 4 DETR 400.00
~ 1 noms des colonnes
~ 3 noms des colonnes
~ 5 « Commune » : intitulé, sans montant
? 6 ce total dit 1 000 €, les lignes au-dessus font 400 €
  > corriger le total, ou la ligne qui manque ou compte deux fois
""",
    ),
    Shape(
        "scientific and spaces",
        """
Poste ; Montant HT
 Serveurs ; 1 000,00 €
Licences;1.250,00 EUR
Travaux;€ 500
""",
        """
2 Serveurs = materiel 1000.00
3 Licences = logiciel 1250.00
4 Travaux = travaux 500.00
~ 1 noms des colonnes
""",
    ),
    Shape(
        "page of notes",
        """
Poste;Montant HT
Licences;1000

Devis valable trois mois;
* hors option;
""",
        """
2 Licences = logiciel 1000.00
~ 1 noms des colonnes
~ 4 « Devis valable trois mois » : intitulé, sans montant
~ 5 « * hors option » : intitulé, sans montant
""",
    ),
    Shape(
        "percent in front",
        """
Poste;Taux de TVA;Montant TTC
Licences;20;1200
Livres numériques (abonnement);5,5;1055
""",
        """
2 Licences = logiciel 1000.00/1200.00
3 Livres numériques (abonnement) = hebergement 1000.00/1055.00
~ 1 noms des colonnes
""",
    ),
    Shape(
        "an unknown nature",
        """
Libellé;Catégorie;Montant HT;Nature
Serveurs;matériel;10;mixte
Licences;logiciel;10;inv
""",
        """
2 Serveurs = materiel 10.00
3 Licences = logiciel 10.00 investment
~ 1 noms des colonnes
? 2 nature inconnue « mixte »
  > écrire investissement ou fonctionnement
""",
    ),
    Shape(
        "kinds of cost under nature",
        """
Nature des dépenses;Montant HT
Serveurs;10
Licences;10
""",
        """
2 Serveurs = materiel 10.00
3 Licences = logiciel 10.00
~ 1 noms des colonnes
""",
    ),
    Shape(
        "a sum and a category lacking in one row",
        """
Poste;Montant HT
Truc;12.000
Licences;10
""",
        """
3 Licences = logiciel 10.00
~ 1 noms des colonnes
? 2 « 12.000 » est ambigu : séparateur de milliers ou décimales
  > écrire 12000, ou deux décimales au plus
? 2 « Truc » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
""",
    ),
    Shape(
        "rate of tax in the name of its column",
        """
Article;Libellé;Montant HT;TVA 20 %;TTC
2051;Concessions et droits similaires;10000;2000;12000
2183;Divers;50;10;60
6184;Organismes de formation;1200;0;1200
6156;Contrat;600;33;633
""",
        """
2 Concessions et droits similaires = logiciel 10000.00/12000.00 investment
3 Divers = materiel 50.00/60.00 investment
4 Organismes de formation = formation 1200.00/1200.00 running
~ 1 noms des colonnes
? 5 20 % de TVA sur 600 € ne font pas 33 €
  > corriger l'un des deux
# catégorie d'après le compte 2051 : 2
# catégorie d'après le compte 2183 : 3
""",
    ),
    Shape(
        "accounts in a column of nature",
        """
Nature;Libellé;Montant HT;TVA (20%);TTC
2051;Concessions et droits similaires;10000;2000;12000
6156;Contrat;600;120;720
""",
        """
2 Concessions et droits similaires = logiciel 10000.00/12000.00 investment
3 Contrat = hebergement 600.00/720.00 running
~ 1 noms des colonnes
# catégorie d'après le compte 2051 : 2
# catégorie d'après le compte 6156 : 3
""",
    ),
    Shape(
        "sheet of an administration",
        """
OPERATION 2026-04;Informatisation de la médiathèque;;
Section d'investissement;;;
Chapitre;Article;Libellé;Dépenses HT
20;2051;Concessions et droits similaires;10000
21;;Divers matériels;500
""",
        """
4 Concessions et droits similaires = logiciel 10000.00 investment
5 Divers matériels = materiel 500.00 investment
~ 1 titre au-dessus du tableau
~ 2 titre au-dessus du tableau
~ 3 noms des colonnes
# catégorie d'après le compte 2051 : 4
""",
    ),
    Shape(
        "no header, figures that are accounts too",
        """
Logiciel;1000
Serveur;2000
""",
        """
1 Logiciel = logiciel 1000.00
2 Serveur = materiel 2000.00
""",
    ),
    Shape(
        "resources below the total and its tax",
        """
Poste;Montant HT
Logiciel;1000
Serveur;2000
Total HT;3000
TVA 20 %;600
Total TTC;3600
Subvention DETR;900
Région;300
Reste à charge;1800
Total;3000
""",
        """
2 Logiciel = logiciel 1000.00/1200.00
3 Serveur = materiel 2000.00/2400.00
+ 7 Subvention DETR 900.00
+ 8 Région 300.00
own 1800.00
~ 1 noms des colonnes
~ 4 total vérifié
~ 5 TVA de 20 % au pied du tableau : 600 €
~ 6 total vérifié
~ 9 « Reste à charge », 1 800 € : votre part
~ 10 total vérifié
""",
    ),
    Shape(
        "costs below the total",
        """
Poste;Montant HT
Logiciel;1000
Aide à l'installation;500
Total;1500
Option : serveur;3000
Formation du département;200
""",
        """
2 Logiciel = logiciel 1000.00
3 Aide à l'installation = prestations 500.00
6 Formation du département = formation 200.00
~ 1 noms des colonnes
~ 4 total vérifié
? 5 « Option : serveur », sous le total, n'y est pas compté
  > le placer au-dessus du total s'il est retenu, ou l'ôter du tableau
# compté sous le total : 6
""",
    ),
    Shape(
        "own share in other words",
        """
Poste;Montant HT
Licences;1000
Recettes;
Financeur;Montant
Collectivité européenne d'Alsace;100
Solde DETR;200
Collectivité;300
Solde à la charge de la collectivité;400
""",
        """
2 Licences = logiciel 1000.00
+ 5 Collectivité européenne d'Alsace 100.00
+ 6 Solde DETR 200.00
own 700.00
~ 1 noms des colonnes
~ 3 « Recettes » : intitulé, sans montant
~ 4 noms des colonnes
~ 7 « Collectivité », 300 € : votre part
~ 8 « Solde à la charge de la collectivité », 400 € : votre part
""",
    ),
    Shape(
        "a column of discounts",
        """
Libellé;Prix unitaire HT;Quantité;Remise %;Total HT
Liseuse;120;20;10%;2160
Tablette;300;5;;1500
Logiciel;1000;1;100%;0
Serveur;1000;2;50;1950
Licences;100;1;dix;90
""",
        """
2 Liseuse = materiel 2160.00
3 Tablette = materiel 1500.00
5 Serveur = materiel 1950.00
~ 1 noms des colonnes
~ 4 « Logiciel » : rien à payer
? 6 « dix » n'est pas un montant en euros
  > écrire par exemple 150000 ou 150000,50
""",
    ),
    Shape(
        "a column of discounts beside sums alone",
        """
Libellé;Montant HT;Remise %
Licences;100;10 %
""",
        """
2 Licences = logiciel 100.00
~ 1 noms des colonnes
# colonnes du budget non lues : « Remise % »
""",
    ),
    Shape(
        "tax at the foot that is a cent off",
        """
Poste;HT
Logiciel;1000
Total;1000
TVA (20%);200,01
TTC;1200,01
""",
        """
2 Logiciel = logiciel 1000.00/1200.00
~ 1 noms des colonnes
~ 3 total vérifié
~ 4 TVA de 20 % au pied du tableau : 200,01 €
~ 5 total vérifié
# TVA de 4 : 200,01 €, et 200 € d'après les lignes
""",
    ),
    Shape(
        "tax and category lacking in one row",
        """
Poste;Montant TTC
Frais divers;500
""",
        """
~ 1 noms des colonnes
? 2 « Frais divers » : aucun mot ne dit la catégorie
  > écrire dans une colonne « Catégorie » : …
? 2 le montant hors taxes manque
  > le donner, ou donner le taux de TVA à côté du montant TTC, ou dire le taux de tout le budget
""",
    ),
)
