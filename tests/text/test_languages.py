"""A language is told by its small words, or not at all."""

from __future__ import annotations

import pytest

from citecheck.text.languages import language

TEXTS = {
    "en": "The bridge was built by the miller, and it is said that the bees were there before him.",
    "de": "Die Brücke wurde von dem Müller gebaut, und es heißt, dass die Bienen schon vor ihm da waren.",
    "fr": "Le pont fut construit par le meunier, et on dit que les abeilles y étaient avant lui.",
    "es": "El puente fue construido por el molinero, y se dice que las abejas estaban antes que él.",
    "it": "Il ponte fu costruito dal mugnaio, e si dice che le api c’erano prima di lui, non dopo.",
    "pt": "A ponte foi feita pelo moleiro, e diz-se que as abelhas não estavam lá antes de ele chegar com o pão.",
    "nl": "De brug is door de molenaar gebouwd, en het heet dat de bijen er voor hem waren.",
    "sv": "Bron byggdes av mjölnaren, och det sägs att bina inte var där före honom.",
    "pl": "Most zbudował młynarz i mówi się, że pszczoły były tam przed nim, ale nie jest to pewne.",
    "cs": "Most postavil mlynář a říká se, že včely tam byly před ním, ale není to jisté, je to jen pověst o tom.",
    "hu": "A hidat a molnár építette, és azt mondják, hogy a méhek már előtte ott voltak, de ez nem biztos.",
    "tr": "Köprüyü değirmenci yaptı ve arıların ondan önce de orada olduğu söylenir, ama bu kesin bir bilgi değil.",
    "fi": "Sillan rakensi mylläri, ja sanotaan, että mehiläiset olivat siellä ennen häntä, mutta se ei ole varmaa.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_languages(code: str) -> None:
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Marsh 2010 Reed 2011 Holm 1994", "河水上涨，蜜蜂已经飞走。", "1 2 3"])
def test_no_language(text: str) -> None:
    assert language(text) == ""
