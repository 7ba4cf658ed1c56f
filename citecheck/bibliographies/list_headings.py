"""Where a manuscript prints its lists of references: under which heading, and up to where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from citecheck.model import Block
from citecheck.text import scripts
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern

# Headings that promise works the text cites, and nothing else.
_CITED = """
works cited · work cited · cited works · works cited and consulted · references · reference · reference list ·
list of references · literature cited · cited literature · references cited · cited references · sources cited ·
list of works cited · citations · references and notes · notes and references · bibliographic references ·
bibliographical references · list of cited works · works referenced · zitierte literatur · zitierte werke ·
literaturnachweis · literaturnachweise · quellennachweis · referenzen · quellennachweise · nachweise · références ·
références bibliographiques · références citées · ouvrages cités · œuvres citées · travaux cités · sources citées ·
liste des références · referencias · referencias bibliográficas · obras citadas · trabajos citados ·
bibliografía citada · literatura citada · riferimenti · riferimenti bibliografici · opere citate ·
bibliografia citata · referências · referências bibliográficas · referenties · geciteerde werken ·
geciteerde literatuur · bronvermelding · referenser · referanser · referencer · citerad litteratur ·
citeret litteratur · viitteet · lähteet · lähdeluettelo · literatura cytowana · cytowana literatura ·
bibliografia cytowana · citovaná literatura · použitá literatura · seznam použité literatury ·
seznam citované literatury · citované zdroje · použité zdroje · citirana literatura · цитированная литература ·
использованная литература · список использованной литературы · список использованных источников ·
список цитированной литературы · цитируемая литература · список источников · література, що цитується ·
hivatkozások · hivatkozott irodalom · referințe · referințe bibliografice · αναφορές · kaynaklar · kaynakça · 引用文献 ·
参照文献 · 引用文獻 · 引用书目 · 引用書目 · 참고 문헌 · 인용 문헌 · ссылки ·
referències · referències bibliogràfiques · obres citades · erreferentziak · erreferentzia bibliografikoak ·
kasutatud kirjandus · kasutatud allikad · viidatud kirjandus · viidatud allikad · izmantotā literatūra ·
naudota literatūra · cituota literatūra · daftar pustaka · daftar referensi · daftar rujukan · referensi · rujukan ·
tài liệu tham khảo · danh mục tài liệu tham khảo · tài liệu trích dẫn · zoznam použitej literatúry ·
citovaná literatúra ·
zoznam bibliografických odkazov · bibliografické odkazy · idézett irodalom · tilvísanir · heimildaskrá · heimildir ·
lähteet ja kirjallisuus · kirjallisuusluettelo · litteraturreferanser · referanseliste · litteraturhenvisninger ·
yararlanılan kaynaklar · referanslar · цитирана литература · използвана литература · список використаних джерел ·
список використаної літератури · посилання · منابع · مراجع · فهرست منابع · قائمة المراجع
"""
# Headings of lists that may hold more than is cited.
_PERHAPS = """
bibliography · bibliographies · literature · sources · primary sources · secondary sources · primary literature ·
further reading · secondary literature · works consulted · suggested reading · suggestions for further reading ·
recommended reading · discography · filmography · readings · reading list · sources and literature ·
sources and bibliography · literatur · literaturverzeichnis · literaturliste · literaturangaben · bibliographie ·
bibliografie · quellen · quellenverzeichnis · schrifttum · primärliteratur · quellen und literatur ·
quellen- und literaturverzeichnis · literatur- und quellenverzeichnis · sekundärliteratur · primärquellen ·
sekundärquellen · weiterführende literatur · verwendete literatur · schriftenverzeichnis · bibliographie sélective ·
sources primaires · sources secondaires · sources et bibliographie · orientation bibliographique · bibliografía ·
bibliografia · fuentes · fuentes primarias · fuentes secundarias · fuentes y bibliografía · lecturas recomendadas ·
fonti · fonti primarie · fonti secondarie · fonti e bibliografia · letture consigliate · fontes · fontes primárias ·
fontes secundárias · fontes e bibliografia · литература · список литературы · библиография ·
библиографический список · источники · источники и литература · литература и источники ·
список источников и литературы · список литературы и источников · джерела · література · список літератури ·
бібліографія · літаратура · литературни източници · literatuur · literatuurlijst · literatuuropgave · bronnen ·
bronnenlijst · bibliografische angaben · piśmiennictwo · literatura · spis literatury · źródła · wykaz literatury ·
spis cytowanej literatury · netografia · seznam literatury · zdroje · prameny · prameny a literatura ·
literatura a prameny · zoznam literatúry · literatūra · literatūras saraksts · kirjandus · litteratur ·
litteraturförteckning · källor · källförteckning · källor och litteratur · litteraturlista · referenslista ·
litteraturliste · kilder · kildeliste · kirjallisuus · irodalom · irodalomjegyzék · felhasznált irodalom ·
források · izvori · bibliografija · bibliografie selectivă · βιβλιογραφία · 参考文献 · 參考文獻 · 文献 ·
参考资料 · 參考資料 · 参考书目 ·
参考書目 · 主要参考文献 · 文献目録 · 文献一覧 · 参考文献一覧 · 参考図書 ·
출처 · 참고문헌 · 참고자료 · المراجع · المصادر · ביבליוגרפיה · מקורות ·
fonts · bibliografi · kepustakaan · thư mục · allikad · šaltiniai · literatūros sąrašas · avoti · viri ·
viri in literatura · literatura in viri · seznam literature · seznam virov · seznam virov in literature ·
izvori i literatura · popis literature ·
literatura i izvori · literatúra · zdroje a literatúra · bibliográfia · szakirodalom · források és irodalom ·
källor och litteratur · käll- och litteraturförteckning · litteratur- och källförteckning · kilder og litteratur ·
litteraturfortegnelse · kildefortegnelse · bibliyografya · библиографија · списак литературе · извори · източници ·
πηγές · کتابنامه
"""
_QUALIFIERS = frozenset(
    scripts.plain_words(
        "selected select general primary secondary further additional other main full annotated complete "
        "chapter chapters part section for of and the in to cited consulted works list books articles printed "
        "published unpublished archival archives manuscript manuscripts web online internet digital electronic "
        "newspapers periodicals journals literature reading ausgewählte auswahl allgemeine gedruckte "
        "ungedruckte verwendete weitere weiterführende zitierte zum zur kapitel teil und der des die sélective "
        "générale citée complémentaire principale chapitre du de la le les et selecta complementaria consultada "
        "capítulo del y básica e essenziale generale capitolo selecionada geral wybrana ogólna rozdział i "
        "výběrová избранная основная дополнительная главе к и использованная selectieve beperkte urval vald og "
        "och supplementary supplemental "
    )
)
_OF_A_CHAPTER = frozenset(
    "chapter chapters part section for of to the in zum zur zu kapitel teil abschnitt chapitre du partie capitulo del "
    "capitolo parte rozdzial do kapitola kapitole k глава главе главы к часть hoofdstuk bij deel kapitlet".split()
)
# Headings within a list: Books, Archives, the letters of the alphabet.
_DIVISIONS = frozenset(
    scripts.plain_words(
        "books book articles article journals archives archival manuscripts newspapers periodicals interviews films "
        "film websites internet online web sources printed unpublished published primary secondary official documents "
        "reports theses dissertations other media and the bücher aufsätze artikel zeitschriften archivalien "
        "handschriften zeitungen filme internetquellen gedruckte ungedruckte quellen und livres ouvrages journaux et "
        "libros artículos archivos "
        "periódicos y libri articoli archivi e livros artigos arquivos книги статьи архивы газеты электронные ресурсы и"
    )
)
# What a list of references is never called, and what comes after it.
_ENDS = """
index · indices · general index · index of names · subject index · appendix · appendices · notes · endnotes ·
footnotes · about the author · about the authors · author's note · authors' note · note on the author ·
acknowledgements · acknowledgments · glossary · abstract · author contributions · competing interests ·
conflict of interest · conflicts of interest · funding · figure legends · figures · tables ·
supplementary material · supplementary materials · supporting information · supplement · additional information ·
contents · table of contents · abbreviations · list of abbreviations · colophon · credits · afterword · epilogue ·
contributors · biography · anhang · anhänge · anmerkungen · fußnoten · endnoten · register · personenregister ·
sachregister · danksagung · über den autor · über die autorin · glossar · abkürzungen · abkürzungsverzeichnis ·
abbildungsverzeichnis · annexe · annexes · remerciements · à propos de l'auteur · notes de fin · índice ·
índice analítico · apéndice · apéndices · anexo · anexos · notas · agradecimientos · sobre el autor ·
agradecimentos · sobre o autor · appendice · appendici · indice · indice dei nomi · note · ringraziamenti ·
приложение · приложения · примечания · указатель · именной указатель · предметный указатель · об авторе ·
благодарности · сноски · załącznik · załączniki · przypisy · indeks · aneks · podziękowania · příloha · přílohy ·
poznámky · rejstřík · poděkování · bijlage · bijlagen · noten · dankwoord · bilaga · bilagor · noter · tack · 附录 ·
附錄 · 付録 · 索引 · 注释 · 注釋 · 注 · 註 · 脚注 · 致谢 · 致謝 · 謝辞 · 後記 · 后记
"""
# 7. · 7.1 · VII. · A. · Chapter 3: · 第3章
_NUMBERING = pattern(
    r"\s*(?:(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:\.\d{1,3}){0,4}\s?[.):—–-]*\s+|\d{1,3}(?:\.\d{1,3}){1,4}\s*|[§#*]+\s*)"
)
# 7. Works Cited: · 3.4 References
_PLAIN_LINE = pattern(
    r"(?:\W{0,3}(?:[\w.]{1,7}[.):]|\d{1,2}(?:\.\d{1,2}){1,2})\s)?[^.;()\[\]\"“”«»„<>@]{2,80}[.:…]?\W*"
)
_TRAILING = pattern(r"[\s:.…*_#]+\Z")
_LEADER = pattern(r"(?:\.{3,}|…|\s{3,}|\t)\s*\d{1,4}\s*\Z")  # References ........ 231
_LONGEST_HEADING = 90
_MOST_WORDS = 8


class ListRegion(NamedTuple):
    """The blocks `first` to `last` (exclusive) that stand under a heading of a list; `heading` is its block.

    `skip` is how much of the first block's prose is the heading.
    """

    first: int
    last: int
    heading: int
    cited: bool
    skip: int = 0


@lru_cache(maxsize=1)
def _phrases() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The headings of cited works, of other lists, and those that end a list, folded."""

    def folded(table: str) -> frozenset[str]:
        return frozenset(" ".join(scripts.plain_words(p)) for p in table.split("·"))

    return folded(_CITED), folded(_PERHAPS), folded(_ENDS)


def heading_kind(text: str, extra: frozenset[str] = frozenset()) -> str:
    """What a heading announces: `cited`, `list`, a `division` or the `end` of a list, or nothing that is known.

    `extra` are more headings of cited works, folded.
    """
    if len(text) > _LONGEST_HEADING or _LEADER.search(text):
        return ""
    text = _TRAILING.sub("", text)
    for words in (scripts.plain_words(text), scripts.plain_words(_NUMBERING.sub("", text, count=1))):
        if kind := _kind(words, extra):
            return kind
    return ""


def plain(text: str) -> str:
    """A heading without its number and that of a chapter: `3.4 References to Chapter 3` is `references`."""
    words = scripts.plain_words(_NUMBERING.sub("", _TRAILING.sub("", text), count=1))
    return " ".join(w for w in words if w not in _OF_A_CHAPTER and not w.isdigit()) or " ".join(words)


def _kind(words: list[str], extra: frozenset[str]) -> str:
    cited, perhaps, ends = _phrases()
    phrase = " ".join(words)
    if phrase in cited or phrase in extra:
        return "cited"
    if phrase in perhaps:
        return "list"
    if phrase in ends or (words and words[0] in ("appendix", "anhang", "annexe", "apendice", "anexo")):
        return "end"
    if words and (all(w in _DIVISIONS for w in words) or (len(words) == 1 and len(words[0]) == 1)):
        return "division"
    if len(words) > _MOST_WORDS:
        return ""
    plain = [w in _QUALIFIERS or w.isdigit() for w in words]
    for size in range(len(words) - 1, 0, -1):
        for at in range(len(words) - size + 1):
            if all(plain[:at]) and all(plain[at + size :]):
                inner = " ".join(words[at : at + size])
                if inner in cited and inner != "citations":
                    return "cited"
                if inner in perhaps:
                    return "list"
    return ""


def find(blocks: Sequence[Block], headings: tuple[str, ...] = (), look: Look | None = None) -> Iterator[ListRegion]:
    """The stretches of a manuscript that stand under the heading of a list of references, in order."""
    look = look or Look()
    extra = frozenset(" ".join(scripts.plain_words(h)) for h in headings)
    announced = list(look.each(_heading, blocks, (extra,)))
    at = 0
    while at < len(blocks):
        kind, level, skip = announced[at]
        if kind not in ("cited", "list"):
            at += 1
            continue
        first = at if skip else at + 1
        last = _end(blocks, announced, at + 1, level)
        yield ListRegion(first, last, at, kind == "cited", skip)
        at = max(last, at + 1)


def _heading(block: Block, extra: frozenset[str]) -> tuple[str, int, int]:
    """What a block announces as a heading, its level (7 for a line that is set as one), and where its prose goes on."""
    if block.kind == "heading":
        return heading_kind(block.prose, extra), block.level or 1, 0
    if block.kind != "paragraph":
        return "", 0, 0
    line, _, rest = block.prose.partition("\n")
    if len(line) > _LONGEST_HEADING or not _PLAIN_LINE.fullmatch(line):
        return "", 0, 0
    kind = heading_kind(line, extra)
    return kind, 7, len(line) + 1 if rest else 0


def _end(blocks: Sequence[Block], announced: Sequence[tuple[str, int, int]], at: int, level: int) -> int:
    """The block at which a list ends that stands under a heading of this level."""
    for i in range(at, len(blocks)):
        block = blocks[i]
        kind, depth, _ = announced[i]
        if kind in ("cited", "list") and depth <= level:
            return i
        if kind == "end" or (block.kind == "heading" and depth <= level and kind != "division"):
            return i
    return len(blocks)
