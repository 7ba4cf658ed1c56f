"""States and great cities: events are dated by them, `(Norway, 1952)`, `(Paris, 1856)`, though some are authors."""

from __future__ import annotations

_STATES = """
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia
bosnia botswana brazil bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus denmark
ecuador egypt england estonia ethiopia finland france gabon gambia georgia germany ghana greece greenland guatemala
guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan
kenya korea kosovo kuwait laos latvia lebanon liberia libya liechtenstein lithuania luxembourg macedonia madagascar
malawi malaysia mali malta mauritania mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal
netherlands nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines poland portugal qatar romania
russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan
tanzania thailand togo tunisia turkey uganda uruguay uzbekistan venezuela vietnam wales yemen yugoslavia zambia
zimbabwe prussia bohemia catalonia bavaria
deutschland österreich schweiz frankreich italien spanien england polen ungarn russland dänemark schweden norwegen
finnland griechenland türkei niederlande belgien preußen böhmen bayern
allemagne autriche suisse espagne italie pologne hongrie russie danemark suède norvège finlande grèce turquie belgique
alemania francia españa italia polonia hungría rusia dinamarca suecia noruega finlandia grecia turquía bélgica perú
méxico argentina
"""
_CITIES = """
amsterdam ankara antwerp athens barcelona basel beijing belgrade berlin berne bonn boston brussels bucharest budapest
cairo chicago cologne copenhagen dublin edinburgh florence frankfurt geneva glasgow hamburg helsinki istanbul jerusalem
kiev kraków leipzig lisbon london lyon madrid manchester marseille melbourne milan montreal munich nairobi naples
oslo paris petersburg philadelphia prague rome rotterdam seoul shanghai sofia stockholm strasbourg sydney tokyo toronto
turin venice vienna warsaw zagreb zurich
wien zürich bern genf köln münchen rom mailand prag moskau warschau brüssel lissabon kopenhagen athen
lisboa roma milano torino napoli firenze venezia genève londres moscou moscú praga viena ginebra múnich
"""
NAMES = frozenset(_STATES.split()) | frozenset(_CITIES.split())
