"""Where a single name before a year stands: whether it is a person's, who wrote something, in the sentence."""

from __future__ import annotations

from citecheck.text.patterns import pattern
from citecheck.text.years import DIGITS

_INITIALS = pattern(r"(?:[^\W\d_]\.-?){1,3}")
_SENTENCE = pattern(r"(?<=[^\W\d_]{2}[.!?:])\s+|(?<=[)\]”\"’][.!?])\s+")
_PLACED = frozenset("in at near from to em en à no na nos nas aus bei nach zu the o os an".split())
_INSIDE = frozenset("in bei en em dans par por by".split())
OWNERS = frozenset("of de da do di del della du des von".split())  # University of Marsh (1904), Tratado de Marsh (1772)
# a firm: Marsh & Sons
FIRMS = frozenset("sons bros brothers co söhne fils frères hijos hermanos figli fratelli filhos".split())
# what a name with a year stands behind `of` for, if it is an author's
_WRITINGS = frozenset(
    "account accounts algorithm algorithms analyses analysis approach argument arguments article articles book books "
    "chapter claim classification concept concepts conclusion conclusions criteria data definition definitions design "
    "equation essay essays estimate estimates experiment experiments finding findings formula framework guidelines "
    "hypothesis idea ideas implementation interpretation line lines map method methodology methods model models notion "
    "observation observations opinion paper papers procedure proposal proposals protocol publication publications "
    "reading recommendations report research result results review reviews scale scheme study studies survey system "
    "taxonomy technique term terminology text theories theory thesis tradition translation typology version view views "
    "work works writings those that sense spirit manner style case example wake "
    "análisis artículo concepto conceptos datos definición ensayo estudio estudios hipótesis libro método modelo "
    "obra obras propuesta resultados teoría tesis texto trabajo trabajos "
    "análise artigo conceito dados definição ensaio estudo estudos livro modelo pesquisa proposta tese teoria texto "
    "trabalho trabalhos metodologia ideia ideias perspectiva "
    "analyse article concept définition essai étude études hypothèse livre méthode modèle ouvrage proposition "
    "résultats théorie thèse texte travail travaux "
    "studio studi saggio libro lavoro lavori teoria modello ricerca "
    "ansatz arbeit arbeiten artikel aufsatz begriff buch ergebnisse definition methode modell studie studien text "
    "theorie these thesen untersuchung untersuchungen".split()
)
# the last part of German compounds: das Stufenmodell von Marsh (1947)
COMPOUNDS = tuple(
    "modell modelle theorie theorien konzept konzepte konzeption ansatz ansätze begriff begriffe studie studien "
    "verständnis vorschlag beitrag skala korpus prototyp verfahren methode algorithmus typologie untersuchung "
    "untersuchungen analyse modellierung beobachtung beobachtungen übersetzung formulierung unterscheidung".split()
)
# … wie von Marsh (1947) gezeigt, der von Marsh (1947) entwickelte
_BEFORE_BY = frozenset("wie der die das dem den auch etwa bereits zuletzt erstmals und sowie".split())
# as described in Marsh (1947): what a work does, and a place does not
_TOLD_IN = frozenset(
    "described discussed explained detailed outlined argued reviewed summarized summarised elaborated derived proven "
    "beschrieben erläutert diskutiert dargelegt décrit expliqué discuté descrito explicado discutido descritto".split()
)
COUNTED = pattern(r"\d\s$")  # 300 Mitglieder (2012: 41), where nouns have capitals
# Reed (2001), Lee (2003), · Reed (2001, p. 3); Lee (2003) and
ENUMERATED = pattern(rf"\({DIGITS}[a-z]?(?:[,:]\s?[^()]{{1,20}})?\)(?:[,;]\s(?:(?:and|und|et|y|e)\s)?|\sand\s)$")


def wrote(spoken: list[str]) -> bool:
    """Whether words end with what an author makes or tells: `the theory of` Marsh (1947), `as described in`."""
    if len(spoken) < 2:
        return False
    if spoken[-1] in _INSIDE:
        return spoken[-2].lower() in _TOLD_IN
    if spoken[-1].lower() not in OWNERS:
        return False
    owned = spoken[-2].strip('*_,“”"').lower()
    return owned in _WRITINGS or owned.endswith(COMPOUNDS)


def stands_for_itself(before: str) -> bool:
    """Whether a name behind this text is no part of a longer one, and no place: `as Marsh`, `Reed (2001), Marsh`."""
    *_, sentence = _SENTENCE.split(before)
    spoken = sentence.split()
    last = spoken[-1:]
    if not last or last[0].lower() in _PLACED:
        return not last or wrote(spoken)
    if last[0].lower() in OWNERS and len(spoken) > 1:
        return wrote(spoken) or (last[0] == "von" and spoken[-2].lower() in _BEFORE_BY)
    alone = len(spoken) == 1  # the first word of a sentence has a capital whatever it is
    return alone or not last[0][:1].isupper() or last[0][-1] in ",;:)]" or _INITIALS.fullmatch(last[0]) is not None
