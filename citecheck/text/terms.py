"""Words by which citations are written in other languages: the terms of the CSL 1.0.2 locales, as parts of patterns."""

from __future__ import annotations

# et al. · u. a. · и др. · y cols. · ve ark. · idr. (terms "et-al", "and others")
ET_AL = (
    r"(?:et\.?\s?al(?:ii|ia|\.|(?![^\W_]))|et\s(?:autres|coll?\.|altri)|u\.\s?a\.|u\.\s?Mitarb\.|und\s(?:andere|Mitarbeiter)|"
    r"and\s(?:others|colleagues|co-?workers|collaborators)|(?:y|e|et)\scol(?:s|l|aboradores|aboradors|laboratori)?\.?(?![^\W_])|"
    r"e\s(?:outros(?:/as)?|outras|altri|altre|atri)|y\s(?:otros|otras)|i\saltres|eta\sbeste(?:ak)?|ac\seraill|"
    r"и\s(?:др(?:уги[ех]|уги|\.)?|соавт\.|остали)(?![^\W_])|[тй]а\s(?:ін(?:ші|\.))|[іи]\sін(?:ші|\.)|"
    r"i\s(?:in\.|inni|wsp\.|współpr\.|dr(?:ugi|\.)|sur\.|ostali)|in\s(?:sod\.|drugi|dr\.)|idr\.|isur\.|"
    r"a\s(?:kol\.|kolektiv|další|ďalší|spol\.)|e\.\s?a\.|en\s(?:anderen|and\.)|m\.\s?fl\.|mfl\.|med\sfle(?:re|ire)|"
    r"och\s(?:andra|medarbetare)|og\s(?:andre|fleiri)|o\.\s?fl\.|ym\.?(?![^\W_])|ja\s(?:muut|teised)|jt\.?(?![^\W_])|ir\skt\.|u\.\s?c\.|un\sciti|"
    r"és\s(?:mtsai\.?|mások|tsai\.?|társai)|(?:și|şi)\s(?:alții|alţii|colab\.)|(?:ș|ş)\.\s?a\.|ve\s(?:diğerleri|ark(?:adaşları|\.)|diğ\.)|v\.\s?d\.|vd\.|"
    r"dkk\.?(?![^\W_])|dan\s(?:lainnya|lain-lain|kawan-kawan)|và\s(?:cộng\ssự|c\.\s?s\.|những\sngười\skhác|nnk\.?)|και\sάλλοι|κ\.\s?[άα]\.|"
    r"وآخرون|و\sهمکاران|و\sدیگران|ואחרים|及其他|等人?|ほか|他(?![^\W_])|외|기타)"
)
# and · und · и · és (term "and"); `in` is Slovene, and stands alone in a list that joins names so
AND = (
    r"(?:and|und|et|y|e|i|и|і|та|й|en|och|og|a|ja|és|ve|oraz|și|şi|ir|un|eta|dan|và|και|ed|con|with|"
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
    r"(?:ibid(?:em)?|ibíd(?:em)?|idem|eadem|ead\.|id\.|id(?=[,\s]*\Z)|íb\.|ib\.|ebd|ebenda|ebda|ivi|там\s(?:же|само)|пак\sтам|tamże|tamtéž|tamže|ugyanott|uo\.|"
    r"a\.\s?a\.\s?O|a\.\s?e\.|mt\.|ten\spat|turpat|isto\.|isti\.|prav\stam|sama\s(?:heimild|rit|stað)|a\.\s?st\.|samma\sställe|n\.\s?t\.|στο\sίδιο|"
    r"همان|שם|loc\.\s?cit|同上注?|同前注?(?![〔\[(])|前掲注?)"
)
# op. cit. · dz. cyt. · указ. соч. (terms "op-cit" and "loc-cit")
OP_CIT = (
    r"(?:op\.?\s?cit|loc\.?\s?cit|art\.?\s?cit|ob\.?\s?cit|o\.\s?cit|op\.\s?cyt|art\.\s?cyt|dz\.\s?cyt|a\.\s?a\.\s?O|указ\.\s?соч|цит\.\s?соч|назв\.\s?праця|"
    r"a\.\s?g\.\s?[em]\.|a\.\s?y\.|i\.\s?m\.|đ\.\s?d\.|ouvr\.\s?cité|ouvrage\scité|opere?\scitat[ae]|前掲(?:書|論文)?)"
)
