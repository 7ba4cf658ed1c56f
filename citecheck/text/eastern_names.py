"""Names in Chinese, Japanese and Korean script, where no space and no capital says where one begins."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.text import terms
from citecheck.text.patterns import pattern

# Han, kana, hangul; the middle dot between names is none of them
SIGNS = r"\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af"
_REACH = 30  # signs before a year in which its names stand
_SIGN = pattern(f"[{SIGNS}]")
_WHOLE = pattern(rf"[{SIGNS}]+(?:[\s・][{SIGNS}]+)?")
_HANGUL = pattern(r"[\uac00-\ud7af]")
# 王伟、李娜 · 山田・佐藤 · 김민수와 이영희: the signs before a place that may be names, and what joins them
_AND = rf"\s(?:&|{terms.AND})\s"
_RUN = pattern(rf"(?:[{SIGNS}・·/&、]|{_AND}|(?<=[{SIGNS}、・])\s(?=[{SIGNS}])|(?<=[와과])\s|,\s(?=[{SIGNS}]))+\Z")
_RUN_INSIDE = pattern(rf"(?:[{SIGNS}・·/&、，,;；]|{_AND}|\s(?=[{SIGNS}]))+\Z")
# 根据 · 而 · 一方: words that lead up to a name
_LEAD = pattern(
    r"(?:根据|依据|按照|正如|例如|比如|参见|参阅|参看|另见|详见|见|而|但|据|如|由|对|按|从|因此|此外|同时|其中|一方|また|なお|そして|しかし|例えば|たとえば)"
)
# The commonest surnames of China (the ministry's hundred) and Korea; nine in ten people bear one of them.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許曾呂蘇盧賈葉閻鍾薑譚鄒陸龍萬錢湯喬賀賴龔"
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
_LONGEST_NAME = 4


def starts(prose: str, low: int, at: int, *, inside: bool) -> Iterator[int]:
    """Where the names that end at a place may begin, the longest stretch first; in running text a comma ends them."""
    run = (_RUN_INSIDE if inside else _RUN).search(prose, max(low, at - _REACH), at)
    if not run:
        return
    begin = run.start()
    while begin < at and not _SIGN.match(prose, begin):
        begin += 1
    if lead := _LEAD.match(prose, begin, at):
        begin = lead.end() if lead.end() < at else begin
    for place in range(begin, at):
        first = place == begin or not _SIGN.match(prose, place - 1)
        if _SIGN.match(prose, place) and (first or not _HANGUL.match(prose, place)):
            yield place


def ends_there(prose: str, at: int) -> bool:
    """Whether a stretch that ends at a place ends in one of these scripts."""
    return at > 0 and _SIGN.match(prose, at - 1) is not None


def is_eastern(name: str) -> bool:
    """Whether a name is written in these scripts and no other."""
    return not name.isascii() and _WHOLE.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Whether signs look like the whole name of a person: a common surname and one or two signs more."""
    return 1 < len(name) < _LONGEST_NAME and name[0] in _SURNAMES


def agrees(cited: str, listed: str) -> int:
    """How well a name as cited is one that is listed: 2 the same, 1 its surname (the beginning of it), 0 not."""
    cited, listed = cited.replace(" ", ""), listed.replace(" ", "")
    return 2 if cited == listed else int(len(cited) < len(listed) and listed.startswith(cited))
