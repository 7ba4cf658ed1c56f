"""Words by which citations are written in other languages: the terms of the CSL 1.0.2 locales, as parts of patterns."""

from __future__ import annotations

# et al. · u. a. · и др. · y cols. · ve ark. · idr. (terms "et-al", "and others")
ET_AL = (
    r"(?:et\.?\s?al(?:ii|ia|\.|(?![^\W_]))|et\s(?:autres|coll?\.|altri)|u\.\s?a\.|u\.\s?Mitarb\.|und\s(?:andere|Mitarbeiter)|"
    r"and\s(?:others|(?:(?:his|her|their)\s)?(?:colleagues|co-?workers|collaborators|co-?authors|associates))|"
    r"und\s(?:(?:seine|ihre)\s)?(?:Mitarbeiter(?:innen)?|Kolleg(?:en|innen))|et\s(?:ses|leurs)\scoll[^\W\d_]+|(?:y|e|et)\scol(?:s|l|aboradores|aboradors|laboratori)?\.?(?![^\W_])|"
    r"e\s(?:outros(?:/as)?|outras|altri|altre|atri)|y\s(?:otros|otras)|i\saltres|eta\sbeste(?:ak)?|ac\seraill|"
    r"и\s(?:др(?:уги[ех]|уги|\.)?|соавт\.|соавторы|коллеги|сотр\.|остали)(?![^\W_])|со?\sсоавт(?:орами|\.)|[тй]а\s(?:ін(?:ші|\.))|[іи]\sін(?:ші|\.)|"
    r"i\s(?:in\.|inni|wsp\.|współpr\.|współpracownicy|dr(?:ugi|\.)|sur\.|ostali)|in\s(?:sod\.|drugi|dr\.)|idr\.|isur\.|"
    r"ze\swspółpracownikami|z\szespołem|a\s(?:kol\.|kolektiv|další|ďalší|spol\.)|e\.\s?a\.|en\s(?:anderen|and\.|collega’s)|m\.\s?fl\.|mfl\.|med\sfle(?:re|ire)|"
    r"och\s(?:andra|medarbetare|kollegor)|og\s(?:andre|fleiri)|o\.\s?fl\.|ym\.?(?![^\W_])|ja\s(?:muut|teised)|jt\.?(?![^\W_])|ir\skt\.|u\.\s?c\.|un\sciti|"
    r"és\s(?:mtsai\.?|mások|tsai\.?|társai|munkatársai)|mtsai\.|(?:și|şi)\s(?:alții|alţii|colab\.)|(?:ș|ş)\.\s?a\.|ve\s(?:diğerleri|ark(?:adaşları|\.)|diğ\.)|v\.\s?d\.|vd\.|"
    r"dkk\.?(?![^\W_])|dan\s(?:lainnya|lain-lain|kawan-kawan)|và\s(?:cộng\ssự|c\.\s?s\.|những\sngười\skhác|nnk\.?)|και\sάλλοι|κ\.\s?[άα]\.|"
    r"وآخرون|و\sهمکاران|و\sدیگران|ואחרים|及其他|等人?|ほか|他(?![^\W_])|ら(?![^\W_])|외|기타)"
)
EASTERN_OTHERS = r"(?:及其他|等人?|ほか|他(?![^\W_])|ら(?![^\W_])|외|기타)"  # joined to the name before it
EASTERN_AND = "[和与與及跟と및]"
# and · und · и · és (term "and"); `in` is Slovene, and stands alone in a list that joins names so
AND = (
    r"(?:and|und|u\.(?!\s?[aA]\.)|et|y|e|i|и|і|та|й|en|och|og|a|ja|és|ve|oraz|și|şi|ir|un|eta|dan|và|και|ed|con|with|"
    r"AND|UND|ET|OCH|VE|و)"
)
# n.d. · o. J. · s. f. · u.å. · t.y. (term "no date")
NO_DATE = (
    r"[nN]\.\s?[dD]\.?|[oO]\.\s?[JD]\.?|[sS]\.\s?[dDfFaA]\.?|[sS]/[dDfF]\.?|б\.\s?[гд]\.?|[bB]\.\s?[dDrR]\.?|[uU]\.\s?[åÅ]\.?|[zZ]\.\s?[jJdD]\.?|"
    r"t\.\s?[yt]\.|é\.\s?n\.|f\.\s?a\.|ei\spvm\.?|s\.\s?j\.|χ\.\s?χ\.|"
    r"no\sdate|undated|ohne\s(?:Jahr|Datum)|sans\sdate|sin\sfecha|sem\sdata|senza\sdata|sine\s(?:data|anno)|sense\sdata|sen\sdata|udatert|"
    r"uden\sår|uten\s(?:år|dato)|utan\s(?:år|årtal|dato)|zonder\s(?:datum|jaar)|brak\sdaty|bez\s(?:daty|roku|datuma|data)|nedatováno|brez\sdatuma|"
    r"fără\sdată|без\s(?:даты|года|дати|дата|датума)|ei\späivämäärää|tarih\syok|tarihsiz|évszám\snélkül|tanpa\s(?:tanggal|tahun)|không\sngày|"
    r"datarik\sgabe|engin\sdagsetning|[日无無]期?不?[明详詳]|不[详詳明]|日付なし|出版年不明"
)
# ibid. · ebd. · там же · uo. (term "ibid"); those that are words besides need their full stop
IBID = (
    r"(?:ibid(?:em)?|ibíd(?:em)?|idem|eadem|ead\.|id\.|id(?=[,\s]*\Z)|íb\.|ib\.|ebd|ebenda|ebda|ivi|там\s(?:же|само)|пак\sтам|tamże|tamtéž|tamže|ugyanott|uo(?:\.|(?=[,\s]*\Z))|"
    r"a\.\s?a\.\s?O|a\.\s?e\.|mt\.|ten\spat|turpat|isto\.|isti\.|prav\stam|sama\s(?:heimild|rit|stað)|a\.\s?st\.|samma\sställe|n\.\s?t\.|στο\sίδιο|"
    r"همان|שם|loc\.\s?cit|tamtiež|tam\stéž|aynı\s(?:eser|yer)|同上[注书書註]?|同前[注註]?(?![〔\[(])|前掲注|上同|同書|위의\s[책글]|같은\s[책글])"
)
# op. cit. · dz. cyt. · указ. соч. (terms "op-cit" and "loc-cit")
OP_CIT = (
    r"(?:op\.?\s?cit|loc\.?\s?cit|art\.?\s?cit|ob\.?\s?cit|o\.\s?cit|op\.\s?cyt|art\.\s?cyt|dz\.\s?cyt|a\.\s?a\.\s?O|указ\.\s?соч|цит\.\s?соч|назв\.\s?праця|"
    r"зазн\.\s?праця|указ\.\s?(?:раб|ст)|art\.\s?cité|article\scité|ouvr\.\s?cité|ouvrage\scité|obra\scitada|opere?\scitat[ae]|"
    r"cit\.\s(?:d\.|dílo|čl\.)|id\.\smű|nav\.\sdj\.|前[引揭掲](?:[书文書註]|論文|論考)?|앞의\s(?:책|글|논문)|전게서)"
)
# the same in initials, which are those of no person as they are small: a.w. · i. m. · a.g.e.
OP_CIT_INITIALS = (
    r"(?<![^\W_])(?:a\.\s?g\.\s?[emt]\.|a\.\s?y\.|i\.\s?m\.|đ\.\s?d\.|a\.\s?[aw]\.|o\.\s?c\.|c\.\s?[dj]\.)"
)
# whom a citation names again: ders. · idem · Он же · tenże
SAME_AUTHOR = (
    r"(?:ders|dies|derselbe|dieselben?|idem|eadem|id|ead|iidem|l[ea]\smême|lo\sstesso|la\sstessa|el\smismo|la\smisma|"
    r"tenże|taż|tegoż|tejże|он\sже|она\sже|týž|táž|uő|a\.\s?yzr)"
)
# the source of the citation before, in initials that a page or the end of the note follows: A.a., s. 12
IBID_INITIALS = (
    r"(?:a\.\s?g\.\s?[emt]|a\.\s?[aew]|i\.\s?m|o\.\s?c|c\.\s?d)(?:\.|(?=\Z))"
    r"(?=[*_]*[,:.]?\s*(?:\Z|[;\d]|(?:ss?|pp?|S)\.\s?\d))"
)
