"""Every feature of the server, asked by a real client."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor

pytestmark = pytest.mark.asyncio

LIST = """
# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987. (Marsh, Floods)

Marsh, Ann. *Rivers and Roads*. Northam: Lantern Press, 1990. https://doi.org/10.1234/rivers.1990 (Marsh, Rivers)
"""
ESSAY = (
    """# Rivers

The dam was built (Marsh, *Floods* 12). It sank (Holm 3), and rose again (4).

## Banks

It was so (Nobody, *Nothing* 12).
"""
    + LIST
)
BIB = """@book{marsh1987floods,
  author = {Marsh, Ann},
  title = {Floods of the Vale},
  year = {1987},
  publisher = {Lantern Press},
  file = {scans/marsh.pdf},
}

@book{holm1994stone,
  author = {Holm, Ingrid},
  title = {Stone and Water},
  year = {1994},
  publisher = {Lantern Press},
  url = {https://example.org/stone},
}
"""
KEYED = "---\nbibliography: references.bib\n---\n\nIt sank [@marsh1987floods, 12]. It rose [see @holm1994stone].\n"
TYPED = "It sank (Marsh, *Floods* 12). It rose (Holm 3), and sank (Hill, *Hedges* 4).\n"
PROJECT = {"references.bib": BIB, "one.md": KEYED, "two.md": TYPED}

ROADS = "Marsh, Ann. *Rivers and Roads*. Northam: Lantern Press, 1990. https://doi.org/10.1234/rivers.1990"
UNCITED = f"BIB201 {ROADS} (Marsh, Rivers)"
HEDGES = "@book{hill2001hedges, author = {Hill, Jan}, title = {Hedges}, year = {2001}}\n"

essay = pytest.mark.files({"essay.md": ESSAY})
project = pytest.mark.files(PROJECT)


@essay
async def test_findings_are_published_with_places_and_a_page(editor: Editor) -> None:
    editor.open("essay.md")
    await editor.until("essay.md", ["CIT001 Nobody, *Nothing* 12", UNCITED])
    first = editor.client.diagnostics[editor.uri("essay.md")][0]
    assert first.source == "citecheck"
    assert first.severity == types.DiagnosticSeverity.Error
    assert first.code_description
    assert first.code_description.href.endswith("CIT001.md")


@essay
async def test_an_edit_is_checked_at_once_and_closing_clears(editor: Editor) -> None:
    editor.open("essay.md")
    editor.replace("essay.md", "(Nobody, *Nothing* 12)", "(Marsh, *Rivers* 12)")
    await editor.until("essay.md", [])
    editor.replace("essay.md", "Marsh, *Floods* 12", "Marhs, *Floods* 12")
    await editor.until("essay.md", ["CIT003 Marhs, *Floods* 12"])
    editor.close("essay.md")
    await editor.until("essay.md", [])


@essay
@pytest.mark.parametrize("pulls", [True], indirect=True)
async def test_findings_are_pulled_by_a_client_that_can(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.DocumentDiagnosticParams(editor.document("essay.md"))
    found = await editor.client.text_document_diagnostic_async(params)
    assert isinstance(found, types.RelatedFullDocumentDiagnosticReport)
    assert [d.code for d in found.items] == ["CIT001", "BIB201"]
    assert editor.uri("essay.md") not in editor.client.diagnostics


async def hover(editor: Editor, name: str, around: str) -> str:
    found = await editor.client.text_document_hover_async(types.HoverParams(**editor.at(name, around)))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


@essay
async def test_hover(editor: Editor) -> None:
    editor.open("essay.md")
    cite = await hover(editor, "essay.md", "(Mar|sh, *Floods* 12)")
    assert "Floods of the Vale" in cite
    assert "cited once" in cite
    assert "label “Marsh, Floods”" in cite
    assert "by context" in await hover(editor, "essay.md", "again (|4)")
    wrong = await hover(editor, "essay.md", "(Nob|ody")
    assert "no reference for “Nobody”" in wrong
    assert "Bad:" in wrong
    entry = await hover(editor, "essay.md", "Ho|lm, Ingrid.")
    assert "cited twice" in entry
    assert "line 3: `Holm 3`" in entry
    assert await hover(editor, "essay.md", "was bu|ilt") == ""


@project
async def test_definition_leads_to_the_entry_wherever_it_stands(editor: Editor) -> None:
    editor.open("two.md")
    found = await editor.client.text_document_definition_async(types.DefinitionParams(**editor.at("two.md", "(Ma|rsh")))
    (link,) = found  # type: ignore[misc]
    assert isinstance(link, types.LocationLink)
    assert link.target_uri == editor.uri("references.bib")
    assert editor.text("references.bib", link.target_range).startswith("@book{marsh1987floods,")


@project
async def test_references_are_found_over_the_project(editor: Editor) -> None:
    editor.open("references.bib")
    params = types.ReferenceParams(
        context=types.ReferenceContext(include_declaration=False), **editor.at("references.bib", "@book{mar|sh")
    )
    found = await editor.client.text_document_references_async(params)
    assert {(editor.name(f.uri), editor.text(editor.name(f.uri), f.range)) for f in found or ()} == {
        ("one.md", "@marsh1987floods"),
        ("two.md", "Marsh, *Floods* 12"),
    }


@essay
async def test_highlights(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.DocumentHighlightParams(**editor.at("essay.md", "(Marsh, *Fl|oods* 12)"))
    found = await editor.client.text_document_document_highlight_async(params)
    texts = [editor.text("essay.md", f.range) for f in found or ()]
    assert texts[0] == "Marsh, *Floods* 12"
    assert texts[1].startswith("Marsh, Ann. *Floods")


async def completed(editor: Editor, name: str, around: str) -> list[types.CompletionItem]:
    params = types.CompletionParams(**editor.at(name, around))
    found = await editor.client.text_document_completion_async(params)
    return list(found.items) if isinstance(found, types.CompletionList) else []


@essay
async def test_completion_writes_as_the_manuscript_does(editor: Editor) -> None:
    editor.open("essay.md")
    editor.replace("essay.md", "It was so (Nobody, *Nothing* 12).", "It was so (Mar 12). And (. It sank.")
    found = await completed(editor, "essay.md", "(Mar| 12)")
    assert [i.label for i in found] == ["Holm", "Marsh, *Floods*", "Marsh, Rivers"]
    edit = found[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert editor.text("essay.md", edit.range) == "Mar"
    assert len(await completed(editor, "essay.md", "And (|.")) == 3


@essay
@pytest.mark.parametrize("around", ["was bu|ilt", "It sank| (Holm", "Eastmere: East|mere", "# Riv|ers"])
async def test_nothing_is_offered_where_no_citation_can_be(editor: Editor, around: str) -> None:
    editor.open("essay.md")
    assert await completed(editor, "essay.md", around) == []


@project
async def test_citekeys_are_completed(editor: Editor) -> None:
    editor.open("one.md")
    editor.replace("one.md", "[see @holm1994stone]", "[@ho]")
    found = await completed(editor, "one.md", "[@ho|]")
    assert {i.label for i in found} == {"marsh1987floods", "holm1994stone"}
    edit = found[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert editor.text("one.md", edit.range) == "ho"


@project
async def test_a_citekey_is_renamed_over_the_project(editor: Editor) -> None:
    editor.open("one.md")
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(new_name="marsh1987", **editor.at("one.md", "@mar|sh"))
    )
    assert edit
    new = editor.applied(edit)
    assert new["one.md"] == KEYED.replace("marsh1987floods", "marsh1987")
    assert new["references.bib"] == BIB.replace("marsh1987floods", "marsh1987")


@essay
async def test_a_short_title_is_renamed_in_all_citations_and_its_label(editor: Editor) -> None:
    editor.open("essay.md")
    editor.replace("essay.md", "(Nobody, *Nothing* 12)", "(Marsh, *Floods* 40)")
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(new_name="Vale", **editor.at("essay.md", "(Marsh, *Fl|oods* 12)"))
    )
    assert edit
    assert editor.applied(edit)["essay.md"] == editor.texts["essay.md"].replace("*Floods* ", "*Vale* ").replace(
        "(Marsh, Floods)", "(Marsh, Vale)"
    )


@essay
async def test_what_cannot_be_renamed_is_said(editor: Editor) -> None:
    editor.open("essay.md")
    with pytest.raises(Exception, match="gives no short title"):
        await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(**editor.at("essay.md", "(Ho|lm 3)"))
        )
    with pytest.raises(Exception, match="one line without brackets"):
        await editor.client.text_document_rename_async(
            types.RenameParams(new_name="a (b)", **editor.at("essay.md", "*Fl|oods*"))
        )


async def actions(editor: Editor, name: str, text: str, only: Any = None) -> dict[str, dict[str, str]]:
    context = types.CodeActionContext(diagnostics=[], only=only)
    params = types.CodeActionParams(editor.document(name), editor.range(name, text), context)
    found = await editor.client.text_document_code_action_async(params)
    return {a.title: editor.applied(a.edit) for a in found or () if isinstance(a, types.CodeAction) and a.edit}


@essay
async def test_a_fix_and_a_suppression_are_offered(editor: Editor) -> None:
    editor.open("essay.md")
    editor.replace("essay.md", "Marsh, *Floods* 12", "Marhs, *Floods* 12")
    found = await actions(editor, "essay.md", "Marhs, *Floods* 12")
    fixes = {title: new for title, new in found.items() if not title.startswith("Ignore")}
    assert [new["essay.md"] for new in fixes.values()] == [editor.texts["essay.md"].replace("Marhs", "Marsh")]
    ignored = found["Ignore CIT003 here"]["essay.md"]
    assert "rose again (4). <!-- citecheck: ignore CIT003 -->\n" in ignored


@essay
async def test_all_safe_fixes_at_once(editor: Editor) -> None:
    editor.open("essay.md")
    editor.replace("essay.md", "(Holm 3)", "(Holm 3")
    title = "Apply all safe fixes of citecheck"
    found = await actions(editor, "essay.md", "Holm 3", ["source.fixAll"])
    assert set(found) <= {title}
    if found:
        assert found[title]["essay.md"] == editor.texts["essay.md"].replace("(Holm 3", "(Holm 3)")


@project
async def test_an_entry_is_begun_for_a_missing_work(editor: Editor) -> None:
    editor.open("two.md")
    found = await actions(editor, "two.md", "Hill, *Hedges* 4")
    ((title, new),) = [(t, n) for t, n in found.items() if t.startswith("Add an entry")]
    assert "references.bib" in title
    assert "author = {Hill}" in new["references.bib"]
    assert "title = {Hedges}" in new["references.bib"]


@project
async def test_typed_citations_and_citekeys_are_turned_into_each_other(editor: Editor) -> None:
    editor.open("two.md")
    found = await actions(editor, "two.md", "Marsh, *Floods* 12")
    assert found["Cite by citekey"]["two.md"] == TYPED.replace("(Marsh, *Floods* 12)", "[@marsh1987floods, 12]")
    editor.open("one.md")
    found = await actions(editor, "one.md", "@holm1994stone")
    assert found["Cite by author and title"]["one.md"] == KEYED.replace("[see @holm1994stone]", "(see Holm)")


@essay
async def test_counts_stand_over_entries(editor: Editor) -> None:
    editor.open("essay.md")
    found = await editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document("essay.md")))
    titles = [lens.command.title for lens in found or () if lens.command]
    assert titles == ["cited twice", "cited once", "not cited"]


@essay
async def test_hints_name_the_source_of_a_bare_page(editor: Editor) -> None:
    editor.open("essay.md")
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.InlayHintParams(editor.document("essay.md"), whole)
    found = await editor.client.text_document_inlay_hint_async(params)
    (hint,) = found or ()
    assert hint.label == "Holm, Stone and Water"
    assert hint.position == editor.place("essay.md", "again (4|)")


@essay
async def test_the_outline_holds_headings_and_entries(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.DocumentSymbolParams(editor.document("essay.md"))
    found = await editor.client.text_document_document_symbol_async(params)
    assert isinstance(found, list)
    names = [(s.name, [c.name for c in s.children or ()]) for s in found if isinstance(s, types.DocumentSymbol)]
    assert [n for n, _ in names] == ["Rivers", "Works Cited"]
    assert names[0][1] == ["Banks"]
    assert names[1][1][0].startswith("Holm, Stone and Water")


@project
async def test_links_lead_to_the_web_and_to_files(editor: Editor) -> None:
    editor.open("references.bib")
    params = types.DocumentLinkParams(editor.document("references.bib"))
    found = await editor.client.text_document_document_link_async(params)
    assert [editor.text("references.bib", link.range) for link in found or ()] == [
        "scans/marsh.pdf",
        "https://example.org/stone",
    ]
    assert (found or ())[0].target == (editor.folder / "scans/marsh.pdf").as_uri()


@essay
async def test_doi_links(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.DocumentLinkParams(editor.document("essay.md"))
    (link,) = await editor.client.text_document_document_link_async(params) or ()
    assert link.target == "https://doi.org/10.1234/rivers.1990"


@essay
async def test_the_list_folds(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.FoldingRangeParams(editor.document("essay.md"))
    (fold,) = await editor.client.text_document_folding_range_async(params) or ()
    lines = editor.texts["essay.md"].split("\n")
    assert lines[fold.start_line].startswith("# Works Cited")
    assert lines[fold.end_line].startswith("Marsh, Ann. *Rivers")


@essay
async def test_cites_have_colours(editor: Editor) -> None:
    editor.open("essay.md")
    params = types.SemanticTokensParams(editor.document("essay.md"))
    found = await editor.client.text_document_semantic_tokens_full_async(params)
    assert found
    kinds = list(found.data[3::5])
    assert kinds.count(1) == 4  # the pages
    assert kinds.count(0) == 3  # names and titles


@project
async def test_works_are_found_over_the_workspace(editor: Editor) -> None:
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("stone holm"))
    assert [s.name for s in found or ()] == ["Holm, Stone and Water, 1994"]


@project
async def test_the_bib_in_another_tab_counts(editor: Editor) -> None:
    editor.open("two.md")
    await editor.until("two.md", ["CIT001 Hill, *Hedges* 4"])
    editor.open("references.bib")
    editor.replace("references.bib", "@book{holm", HEDGES + "@book{holm")
    await editor.until("two.md", [])


@project
async def test_a_file_that_changes_on_disk_counts(editor: Editor) -> None:
    editor.open("two.md")
    await editor.until("two.md", ["CIT001 Hill, *Hedges* 4"])
    (editor.folder / "references.bib").write_text(BIB + HEDGES, encoding="utf-8")
    change = types.FileEvent(editor.uri("references.bib"), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    await editor.until("two.md", [])


@essay
async def test_settings_of_the_client(editor: Editor) -> None:
    editor.open("essay.md")
    await editor.until("essay.md", ["CIT001 Nobody, *Nothing* 12", UNCITED])
    editor.client.set_configuration({"citecheck": {"ignore": ["BIB201"]}})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await editor.until("essay.md", ["CIT001 Nobody, *Nothing* 12"])


@project
async def test_commands(editor: Editor) -> None:
    editor.open("two.md")
    params = types.ExecuteCommandParams("citecheck.works", [editor.uri("two.md")])
    found = await editor.client.workspace_execute_command_async(params)
    assert {w["id"]: w["cited"] for w in found} == {"marsh1987floods": 1, "holm1994stone": 1}
    params = types.ExecuteCommandParams("citecheck.report", [editor.uri("two.md")])
    path = await editor.client.workspace_execute_command_async(params)
    with open(path, encoding="utf-8") as file:
        assert "Hedges" in file.read()
