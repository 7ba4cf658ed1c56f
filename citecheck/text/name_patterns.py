"""How reference lists write a name: the patterns that `names` reads with."""

from __future__ import annotations

import re

from citecheck.text import eastern_names, terms
from citecheck.text.patterns import pattern

# Alphabets whose cases lie apart are ranges; where they alternate, each letter stands. Short classes compile fast.
_ALTERNATING = [*map(chr, (*range(0x100, 0x180), *range(0x218, 0x21C), *range(0x1EA0, 0x1EFA)))]
UPPER = "A-ZÀ-ÖØ-ÞΆΈ-ΏΑ-ΫЀ-ЯԱ-Ֆ" + "".join(c for c in _ALTERNATING if c.isupper())
LOWER = "a-zªµºß-öø-ÿά-ώа-џա-և" + "".join(c for c in _ALTERNATING if c.islower())
_L = r"[^\W\d_]"
_APOSTROPHE = "'’‘ʼʹʻ`ʾʿ"
HYPHEN = r"\-‐‑"

# Zhu · O'Hara · Gil-Rivas · Ol'shan · d'Arc · al-Idrisi · deVries
_WORD = (
    rf"(?:(?:[dl]|dell|all|nell|a[ldnrstz]|el|ash|ibn)[{_APOSTROPHE}{HYPHEN}]|[dvl][aeiou]n?(?=[A-Z]))?"
    rf"[{UPPER}][{_APOSTROPHE}{HYPHEN}]?{_L}{{1,40}}(?:[{_APOSTROPHE}{HYPHEN}]{{1,2}}{_L}{{1,40}}){{0,4}}(?:['ʹ](?!\w)|(?!\w))"
)
# van der · de la · von · y (in "Gil y Zhu, Ana")
_PARTICLE = (
    r"(?:v[ao]n|vom|d[aeiou]s?|de[lnmr]|della|delle|dello|degli|dalla|dal|dalle|el|la(?:\sO)?|le|las|los|les|lo|te[nr]|zu[mr]?|af|av|"
    r"bin|ibn|bint|ben|abu|op|’t|'t|d['’](?=\s)|of|Van|Von|De|Der|Den|Del|La|Le|[ÓÒ]|Ste?\.)(?!\w)"
)
# C. v. d. · C. v.d. · C. van der, behind initials
_PARTICLE_LAST = rf"(?:v\.(?:\s?d\.)?|{_PARTICLE})"
_LINK = r"(?:y|e|i|und|[IYE](?=\s[A-Z]{2}))(?!\w)"
_DOT = rf"(?:(?:[{UPPER}][{HYPHEN}])?[{UPPER}]|[CDKPSTZ]h|[IYJ][aeou]|Ts|Dz|Lj|Nj|Wm|Chr|Vl)\."  # A. · Iu. · Zh.
_DOTTED = (
    rf"{_DOT}(?:[\s{HYPHEN}]{{0,2}}{_DOT}){{0,5}}"
    rf"(?:[\s{HYPHEN}]?[{UPPER}](?=\s*[,;:&(/]|\s{{1,3}}(?:(?:1[4-9]|20)\d\d|[a-zà-ÿа-я])))?"
)
# JWK · A B · J-P · Á
_CAPITALS = (
    rf"[{UPPER}](?:d[aeo]s?(?=\s[{UPPER}]))?(?:[ {HYPHEN}]?[{UPPER}]){{0,4}}"
    rf"(?:-[{LOWER}]|[{HYPHEN}dv])?(?![\w{_APOSTROPHE}])"
)
_SUFFIX = r"(?:Jr|Sr|Jnr|II|III|IV|2nd|3rd|Filho|Neto|Júnior)(?!\w)\.?"
_INITIALS_NEXT = rf"[{UPPER}]{{1,3}}(?![\w{_APOSTROPHE}])"
_FAMILY = (
    rf"(?:Ste?\.\s(?={_WORD},))?(?:{_PARTICLE}\s{{1,2}}){{0,3}}{_WORD}"
    rf"(?:\s(?!{_SUFFIX})(?:{_PARTICLE}\s|{_LINK}\s(?!{_INITIALS_NEXT})){{0,2}}{_WORD}){{0,3}}"
)
_GIVEN_PART = rf"(?:{_DOT}|{_WORD}(?:(?<=[{HYPHEN}][{UPPER}])\.)?|[{UPPER}](?!\w))"  # Karl-F.
_GIVEN = rf"{_GIVEN_PART}(?:[\s{HYPHEN}]{{0,2}}(?:{_PARTICLE}\s)?{_GIVEN_PART}){{0,4}}(?:\s{_PARTICLE}){{0,3}}"
_GIVEN_LONG = rf"(?=[{UPPER}][{LOWER}]){_WORD}(?:[\s{HYPHEN}]{{1,2}}(?:{_WORD}|{_DOT})){{0,2}}"
_AND = rf"(?:&|{terms.AND})"
_YEAR = r"[(\[]?\s?(?:1[4-9]|20)\d\d"
# what may follow a name: punctuation, a bracket, the next name's link, a year, a title's quotation mark
_STOP = (
    rf"(?=\s{{0,2}}(?:[,;.:/([&=<、，：；]|\Z|[\"“„«»‘'『「]|{_YEAR}|[-–—]\s|(?i:{terms.ET_AL}))"
    rf"|\s{{1,2}}{_AND}\s)"
)
_ENDED = rf"(?:(?<=\.)|{_STOP})"

# Zhu, Wei · GÓMEZ GIL, Ana · van der Berg, A. B. · Ford, Jr., W.
INVERTED = pattern(
    rf"(?P<family>{_FAMILY}(?:\s{_SUFFIX})?)\s?,\s{{0,2}}(?:(?P<suffix>{_SUFFIX}),?\s)?(?P<given>{_GIVEN})(?:,?\s(?P<after>{_SUFFIX}))?{_ENDED}"
)
INVERTED_INITIALS = pattern(
    rf"(?P<family>{_FAMILY}(?:\s{_SUFFIX})?)\s?,\s{{0,2}}(?:(?P<suffix>{_SUFFIX}),?\s)?(?P<given>{_DOTTED}(?:\s{_PARTICLE_LAST}){{0,3}}|[{UPPER}]{{2,3}}\.(?=\s?[,;&])|{_CAPITALS}(?:\s{_PARTICLE}){{0,3}})"
    rf"(?:(?:,?\s|(?<=\.))(?P<after>{_SUFFIX}))?{_ENDED}"
)
# Zhu W · Gil AB Jr · GIL A B · Zhu W. I. · Zhu w, Gil AB
_SMALL_INITIAL = rf"[{LOWER}](?=,\s{_WORD}\s[{UPPER}]{{1,3}}[,.])"
SPACED = pattern(
    rf"(?P<family>{_FAMILY})\s(?P<given>(?:{_DOTTED}|{_CAPITALS}|{_SMALL_INITIAL})(?:\s{_PARTICLE}){{0,3}})(?:,?\s(?P<after>{_SUFFIX}|No(?=,)|Fo(?=,)))?{_ENDED}"
)
# Gil A. B., behind a name with a comma: Zhu, W., Gil A. B. (2003)
SPACED_DOTTED = pattern(rf"(?P<family>{_FAMILY})\s(?P<given>{_DOTTED})(?=\s?[,;(&]|\s{_AND}\s|\s{_YEAR}|\s*\Z)")
# group Ab, at the end of "Zhu W, Gil A, group Ab. 2003": a body that was taken for a person
SMALL_LAST = pattern(rf"(?P<family>[{LOWER}]{{3,40}})\s(?P<given>[{UPPER}][{LOWER}]?)(?=\.\s(?:1[4-9]|20)\d\d)")
# A. B. Gil · M. Vale de Prado · J.-P. van der Berg
INITIALS_FIRST = pattern(
    rf"(?P<given>{_DOTTED}(?:\s[{UPPER}](?=\s{_WORD}))?)\s{{0,2}}(?P<family>{_FAMILY})(?:,?\s(?P<after>{_SUFFIX}))?{_STOP}"
)
# AB Gil · J-P van der Berg, in lists that print no full stops
_LONG_WORD = rf"(?![{UPPER}]{{1,3}}(?![\w{_APOSTROPHE}])){_WORD}"
BARE_FIRST = pattern(
    rf"(?P<given>(?!(?i:{_PARTICLE}))(?:[{UPPER}]{{1,3}}|[{UPPER}](?:[ {HYPHEN}][{UPPER}]){{1,3}})"
    rf"(?![\w{_APOSTROPHE}]))\s"
    rf"(?P<family>(?:{_PARTICLE}\s{{1,2}}){{0,3}}{_LONG_WORD}(?:\s(?!{_SUFFIX})(?:{_PARTICLE}\s){{0,2}}{_LONG_WORD}){{0,2}})"
    rf"(?:,?\s(?P<after>{_SUFFIX}))?{_STOP}"
)
# GIL (Ana) · Zhu (W.), as French lists print them
BRACKETED = pattern(
    rf"(?P<family>{_FAMILY})\s\((?!(?i:eds?|[ée]ds?|hrsg|hg|dir|coord|orgs?|trans|trad|comp|red|publ)\b)(?P<given>(?:{_DOTTED}|{_GIVEN_LONG})(?:\s{_PARTICLE})?)\)"
)
# Wei Zhu · Ana B. Gil · Dirk van der Berg
DIRECT = pattern(
    rf"(?P<whole>{_GIVEN_PART}(?:[\s{HYPHEN}]{{0,2}}(?:{_PARTICLE}\s){{0,3}}{_GIVEN_PART}){{1,5}})(?:,?\s(?P<after>{_SUFFIX}))?{_STOP}"
)
# Robin, in "Zhu W, Robin, Gil A"
MONONYM = pattern(
    rf"(?P<family>{_L}[\w{_APOSTROPHE}{HYPHEN}]+)(?P<given>)(?=,\s(?:{_L}[\w{HYPHEN}]+,\s){{0,3}}{_FAMILY}\s{_CAPITALS}[,.])"
)
# Northern River Survey Network
BODY_NAME = pattern(rf"{_WORD}(?:\s(?:{_WORD}|[{LOWER}]{{1,20}})){{1,12}}(?=\s?[.,:;(])")
LONE = pattern(rf"(?P<family>{_FAMILY})(?:\s{_SUFFIX})?(?=\s*,)")
FIRST_WORDS = pattern(rf"(?P<family>(?:(?:{_PARTICLE}|D[aei])\s)*{_WORD})\s(?P<given>.+)", re.DOTALL)
LAST_WORDS = pattern(rf"(?P<given>.*?)\s(?P<particle>(?:{_PARTICLE}\s)*)(?P<family>{_WORD})\Z", re.DOTALL)

# 王伟 · 山田 太郎 · 김민수, as lists in Chinese, Japanese and Korean print them
_HAN = f"[{eastern_names.SIGNS}]"
EASTERN = pattern(
    rf"(?P<family>{_HAN}{{2,7}}?(?:(?:\s|(?<=[ァ-ー])・(?=[ァ-ヺ])){_HAN}{{1,8}}?)?)"
    rf"(?=\s?(?:[,;，、；.．。:：(（『「《[・·/&＝=]|\Z|等|ほか|他|외|\d|{_AND}\s|et\sal|[-–—]\s))"
)
EASTERN_SEPARATOR = pattern(rf"\s?[,;，、；・·/&＝=]\s?(?:{_AND}\s)?|\s{_AND}\s")

# J. Arch: a name may follow the initial of another, if then the names go on or end
MIDDLE = pattern(rf"\s{_WORD}(?=[.,:]?\s*\Z|\s?/|,?\s{_AND}\s[{UPPER}]|,?\s\(|,\s(?:{_WORD}|{_DOT})\s{_WORD}[,.])")
# words that name a body, never a person
BODY = pattern(
    r"\b(?:universi[td]|facult|institut|ministe|ministé|associa|asocia|organi[sz]a|comm?iss|committee|comité|council|consejo|conseil|"
    r"department|departa|société|society|sociedad|gesellschaft|verein|verband|bundes|federa|föder|foundation|fundaç|fundaci|"
    r"stiftung|fondation|agenc|bureau|board|bank|banco|banque|group|gruppe|grupo|groupe|team|network|consorti|colla?bora|"
    r"project|programme|parliament|parlament|congress|government|gobierno|governo|office|library|bibliothe|museum|musée|museo|"
    r"archiv|cent(?:er|re|rum|ro)\b|zentrum|academ|akadem|college|school|press|publish|company|corporat|inc\b|ltd\b|gmbh|llc\b|"
    r"union|united|nations|world|international|national|europe|republic|service|secretar|authority|administration|trust|"
    r"survey|laborator|hospital|clinic|church|community|consult|workshop|initiative|alliance|league|party|court|"
    r"comisi[óo]|komis[jse]|komisj|urząd|towarzystw|společnost|instytut|ústav|istituto|agenzia|bizottság|társaság|hivatal|intézet|kurulu|kurumu|bakanlığ|derneğ|"
    r"институт|университет|академия|министерств|комитет|общество|архив|союз|совет|центр|комиссия)|委員会|委员会|協会|协会|学会|大学|研究所|위원회|협회|연구원",
    re.IGNORECASE,
)
# et al. · , and others · [и др.] · 等
OTHERS = pattern(
    rf"\s*[,;:，、]?\s*(?:[(\[]\s*)?(?:(?:{terms.ET_AL})(?:(?:(?<=al)|(?<=al\.)):)?|(?:(?:&|{terms.AND})\s)?(?:others\b|andere\b|a\.\s?o\.|др\.|другие\b|ін\.|in\.|otros\b|otras\b|"
    r"outros\b|outras\b|cols?\.|coll\.|altri\b|autres\b|al\.|kol\.|andra\b))(?:\s*[)\]])?"
)
# Marsh et al., with no first name
ALONE = pattern(rf"(?P<family>(?:{_PARTICLE}\s{{1,2}}){{0,3}}{_WORD}(?:\s{_WORD}){{0,2}})(?=,?\s(?:{terms.ET_AL}))")
# River Survey Network ; Marsh, A
BODY_BEFORE = pattern(rf"(?P<body>[{UPPER}][^;/\d.:]{{2,120}}?)\s?[;/]\s?(?=\S)")
# Marsh, Ann., and Hannah Reed
STOPPED = pattern(rf"\.,?\s{_AND}\s(?=[{UPPER}])")
SEPARATOR = pattern(
    rf"\s*(?::\s?(?=[/;]))?(?:,\s?/\s*|[,;]\s*(?:…\s*|\.\s?\.\s?\.\s*)?(?:{_AND}(?!\w)\s*|in\s(?={_FAMILY},\s{_DOTTED}))?|/\s*|·\s*|{_AND}(?!\w)\s*(?=\S)|\s[-–—]\s(?=\S)|\sin\s(?={_FAMILY},\s{_DOTTED})|、\s*|，\s*)"
)
