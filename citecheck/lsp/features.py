"""Every request that the server answers, and the module that answers it."""

from __future__ import annotations

import asyncio
import tempfile
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from citecheck.lsp import actions, completion, decorations, hover, navigation, renaming, structure, words
from citecheck.lsp.checking import Checked

if TYPE_CHECKING:
    from citecheck.lsp.server import Server


def register(server: Server) -> None:
    """Register all that is asked about documents."""
    _places(server)
    _documents(server)
    _renaming(server)
    _commands(server)


def _places(server: Server) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def on_hover(params: types.HoverParams) -> types.Hover | None:
        return await server.asked(params, hover.hover)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(params: types.DefinitionParams) -> Any:
        found = await server.asked(params, lambda c, at: navigation.definition(session, c, at))
        document = server.client_capabilities.text_document
        if found and not (document and document.definition and document.definition.link_support):
            return [types.Location(link.target_uri, link.target_selection_range) for link in found]
        return found

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def on_references(params: types.ReferenceParams) -> list[types.Location] | None:
        declared = params.context.include_declaration
        return await server.asked(params, lambda c, at: navigation.references(session, c, at, declaration=declared))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def on_highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        return await server.asked(params, navigation.highlights)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=completion.TRIGGERS))
    async def on_completion(params: types.CompletionParams) -> types.CompletionList | None:
        return await server.asked(params, lambda c, at: completion.complete(c, c.lines.text, at))

    options = types.CodeActionOptions(code_action_kinds=actions.KINDS)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def on_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        def answer(checked: Checked, _: int) -> list[types.CodeAction]:
            start, end = (checked.lines.offset(p) for p in (params.range.start, params.range.end))
            return actions.actions(session, checked, start, end, list(params.context.only or ()))

        return await server.asked(params, answer)


def _documents(server: Server) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def on_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        return await server.asked(params, lambda c, _: structure.symbols(c))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def on_links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        return await server.asked(params, lambda c, _: structure.links(c))

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def on_folding(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        return await server.asked(params, lambda c, _: structure.folds(c))

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def on_lens(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        return await server.asked(params, lambda c, _: decorations.lenses(c))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def on_hints(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        return await server.asked(params, lambda c, _: decorations.hints(c, *_stretch(c, params.range)))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, decorations.LEGEND)
    async def on_tokens(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        return await server.asked(params, lambda c, _: decorations.tokens(c))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, decorations.LEGEND)
    async def on_tokens_of(params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
        return await server.asked(params, lambda c, _: decorations.tokens(c, *_stretch(c, params.range)))

    @server.feature(types.WORKSPACE_SYMBOL)
    async def on_works(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return structure.works(session, [c async for c in session.every()], params.query)


def _stretch(checked: Checked, area: types.Range) -> tuple[int, int]:
    return checked.lines.offset(area.start), checked.lines.offset(area.end)


def _renaming(server: Server) -> None:
    from citecheck.lsp.server import refusal

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def on_prepare(params: types.PrepareRenameParams) -> Any:
        def answer(checked: Checked, offset: int) -> types.PrepareRenamePlaceholder:
            what = renaming.target(checked, offset)
            return types.PrepareRenamePlaceholder(checked.lines.range(what.start, what.end), what.text)

        try:
            return await server.asked(params, answer)
        except renaming.Refused as error:
            raise refusal(str(error)) from error

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def on_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        try:
            return await server.asked(params, lambda c, at: renaming.rename(server.session, c, at, params.new_name))
        except renaming.Refused as error:
            raise refusal(str(error)) from error


def _commands(server: Server) -> None:
    session = server.session

    @server.command("citecheck.works")
    async def on_list(uri: str) -> list[dict[str, Any]]:
        """The works of a document: id, text, how often it is cited, and where it stands."""
        checked = await session.checked(uri)
        if checked is None:
            return []
        return [
            {
                "id": e.id,
                "text": words.reference(e),
                "cited": checked.times_cited(e),
                "uri": session.uri(checked, e.path),
                "range": server.protocol.plain(session.lines_of(checked, e.path).range(e.start, e.end)),
            }
            for e in checked.references.values()
        ]

    @server.command("citecheck.report")
    async def on_report(uri: str) -> str | None:
        """Write the HTML report of a document, and say where."""
        checked = await session.checked(uri)
        if checked is None:
            return None
        from citecheck.registry import report

        with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="citecheck-", delete=False, encoding="utf-8") as f:
            f.write(await asyncio.to_thread(report("html"), checked.run))
        return f.name

    @server.command(decorations.SHOW)
    async def on_show(uri: str, position: dict[str, int]) -> None:
        """Show the first citation of the entry at a place, in a client that has nothing better."""
        checked = await session.checked(uri)
        if checked is None:
            return
        where = types.Position(position["line"], position["character"])
        found = await navigation.references(session, checked, checked.lines.offset(where), declaration=False)
        if found:
            server.window_show_document(types.ShowDocumentParams(found[0].uri, selection=found[0].range))
