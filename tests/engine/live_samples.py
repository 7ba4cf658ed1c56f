"""Manuscripts in every citation format and with every construct of Markdown, and what an author may type into them."""

from __future__ import annotations

BIB = """\
@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, publisher = {Lantern}, year = 1994}

@book{marsh1987, author = {Marsh, Ann}, title = {Floods of the Vale}, publisher = {Eastmere}, year = 1987}

@article{reed2001, author = {Reed, Amy and Weir, Jo}, title = {Bees at the Ford}, journal = {River Studies}, year = 2001, pages = {12-30}}
"""  # noqa: E501
LIST = """\

# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.

Marsh, Ann. *The Toll Bridge*. Eastmere: Eastmere University Press, 1991. (Marsh, Toll)

Reed, Amy, and Jo Weir. “Bees at the Ford.” *River Studies*, vol. 3, 2001, pp. 12-30.
"""
AUTHOR = f"""\
# The River

The ferry was slow (Marsh, *Floods* 12), and the bridge was not (Holm 30). Marsh notes: “the span was old” (14).

Page numbers in parentheses refer to *Stone and Water*.

> The rope was cut in the spring of that year,
> and nobody mended it (15; Marsh, Toll 7).

## The Bridge

- the toll (Reed and Weir 14)
- the weir (Holme, *Stone* 31)

1. Holm pp. 12-14 counts nine arches.

2. The miller denied it (Rivers 12), and so did Reed (Reed and Weir 41).[^1]

The span had been built by
the monks (Marsh, *Patrons* 3; *Toll* 9)

---

and was lost (Holm, *Stone* 40.

| arch | source |
|------|--------|
| one | (Holm 3) |

```
(Marsh, *Floods* 1)
```

<!-- citecheck: ignore CIT001 -->
The toll was doubled (Nobody, *Nothing* 1). <div>
(Holm, *Stone* 2) <b>and</b> (ibid. 3)

[^1]: See Marsh, *Toll*, 12; ibid., 14.
{LIST}"""
DATED = """\
---
title: The River
lang: en
---

The ferry was slow (Marsh 1987, 12; Holm, 1994), as Reed and Weir (2001) show. Marsh (1987) and Holm (1990) do not.

Marsh (1992) counts more (see Reed et al. 2001; Weird and Reed 2001). Ibid.

* * *

(ibid., 14) and (1987, 12) [Holm 1994]

References
==========

Holm, I. (1994). *Stone and Water*. Lantern Press.

Marsh, A. (1987). *Floods of the Vale*. Eastmere University Press.

Reed, A., & Weir, J. (2001). Bees at the ford. *River Studies*, *3*, 12–30.
"""
NUMBERED = """\
The ferry was slow [1, 2]. The bridge was not [3], nor was the weir [2-3; 5].

The toll[^n] was doubled^2,3^ in spring.³ It was old [1, p. 12].

[^n]: A note [2].

## References

[1] Holm I. Stone and Water. Northam: Lantern Press; 1994.

[2] Marsh A. Floods of the Vale. Eastmere: Eastmere University Press; 1987.

[3] Reed A, Weir J. Bees at the ford. River Studies. 2001;3:12-30.
"""
LABELS = """\
The ferry was slow [Hol94, S. 12]. The bridge was not [Mar87; RW01], nor [Mar88].

## Literatur

[Hol94] Holm, Ingrid: Stone and Water. Northam: Lantern, 1994.

[Mar87] Marsh, Ann: Floods of the Vale. Eastmere: Eastmere University Press, 1987.

[RW01] Reed, Amy; Weir, Jo: Bees at the Ford. In: River Studies 3 (2001), S. 12-30.
"""
NOTED = f"""\
The ferry was slow.[^1] The bridge was not.[^2] The weir was.[^3] An arch fell.^[Holm, *Stone*, 9.]

The toll was doubled.[^4]

[^1]: Ann Marsh, *Floods of the Vale* (Eastmere: Eastmere University Press, 1987), 12.

[^2]: Ibid., 14.

[^3]: Holm, *Stone and Water*, 30; Marsh, *Toll*, 3.

[^4]: Holm (n 3), 31. *Bees at the Ford*, 13.
{LIST}"""
DEFINED = """\
The ferry was slow.[^1] The bridge was not.[^2] The weir was.[^3] The toll was doubled.[^4]

[^1]: Ann Marsh, *Floods of the Vale* (Eastmere: Eastmere University Press, 1987), 12.

[^2]: Ingrid Holm, *Stone and Water* (Northam: Lantern Press, 1994), 30.

[^3]: Jo Weir, *The Miller’s Daughter* (Northam: Lantern Press, 1999), 3.

[^4]: Marsh, *Floods*, 14; Ibid., 15.
"""
RAISED = f"""\
The ferry was slow.^1^ The bridge was not.² The weir was.^3^

A toll was taken at the ford.

^1^ Marsh, *Floods*, 12.

² Ibid., 14.

The miller wrote of it.

## Notes

3. Holm, *Stone and Water*, 30.

4. Ibid., 31.
{LIST}"""
KEYED = """\
---
bibliography: references.bib
nocite: "@reed2001"
---

The ferry was slow [@marsh1987, 12; see -@holm1994], and @reed2001 [p. 3] shows it. [@nobody1999]

(@one)  An example, (@one) and @marsh1987.

See [the bridge][stone], [@holm1994], and `[@code]`.

[stone]: https://example.org/stone
"""
PLAIN = """\
THE RIVER

The ferry was slow (Marsh, Floods 12), and the bridge was not (Holm 30). _Stone_ was
old (Holm, _Stone_ 31).

  Works Cited

Holm, Ingrid. Stone and Water. Northam: Lantern Press, 1994.

Marsh, Ann. Floods of the Vale. Eastmere: Eastmere University Press, 1987.
"""
SAMPLES = {
    "author.md": AUTHOR,
    "dated.md": DATED,
    "numbered.md": NUMBERED,
    "labels.md": LABELS,
    "noted.md": NOTED,
    "defined.md": DEFINED,
    "raised.md": RAISED,
    "keyed.md": KEYED,
    "plain.txt": PLAIN,
    "lines.md": AUTHOR.replace("\n", "\r\n"),
}
TYPED = (
    *"aeinrst (),.;0123456789\n\n*_[]^@#>-|`<&:“”",
    *("\n\n", "\r\n", "\n```\n", "<!--", "-->", "\n> ", "\n- ", "\n# ", "[^1]", "\n\n[^1]: ", "\n\n[^9]: x\n\n"),
    *(
        "---\n",
        "\n\n---\n\n",
        "[stone]: /b\n",
        "[stone]",
        "\n\n# References\n\n",
        "\n    ",
        "^[a]",
        ":::\n",
        "\f",
        "+++\n",
    ),
    *("(Marsh 1987)", "(Holm, *Stone* 30)", "[2]", "ibid.", "[@holm1994]", " pp. 3-4", "^12^ ", "$x$", "<b>", "\u00ad"),
    "<!-- citecheck: off CIT -->",
    "Page numbers in parentheses refer to *Floods of the Vale*. ",
    "\n\nWeir, Jo. *The Miller’s Daughter*. Northam: Lantern Press, 1999.\n\n",
)
