"""Every request that the server answers, and the module that answers it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
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


def _answered(
    server: Server, method: str, answer: Callable[[Checked, int], object], options: object | None = None
) -> None:
    """Answer a request about a place by a function of the check and the offset."""

    @server.feature(method, options)
    async def on_request(params: Any) -> object:
        return await server.asked(params, answer)


def _answered_whole(
    server: Server, method: str, answer: Callable[[Checked], object], options: object | None = None
) -> None:
    """Answer a request about a document."""
    _answered(server, method, lambda checked, _: answer(checked), options)


def _answered_range(
    server: Server, method: str, answer: Callable[[Checked, int, int], object], options: object | None = None
) -> None:
    """Answer a request about a stretch of a document."""

    @server.feature(method, options)
    async def on_request(params: Any) -> object:
        return await server.asked(params, lambda checked, _: answer(checked, *_stretch(checked, params.range)))


def _places(server: Server) -> None:
    session = server.session

    _answered(server, types.TEXT_DOCUMENT_HOVER, hover.hover)
    _answered(server, types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, navigation.highlights)
    typed = types.CompletionOptions(trigger_characters=completion.TRIGGERS)
    _answered(server, types.TEXT_DOCUMENT_COMPLETION, completion.complete, typed)

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

    options = types.CodeActionOptions(code_action_kinds=actions.KINDS)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def on_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        def answer(checked: Checked, _: int) -> list[types.CodeAction]:
            return actions.actions(session, checked, *_stretch(checked, params.range), params.context.only or ())

        return await server.asked(params, answer)


def _documents(server: Server) -> None:
    session = server.session

    _answered_whole(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, structure.symbols)
    _answered_whole(server, types.TEXT_DOCUMENT_DOCUMENT_LINK, structure.links)
    _answered_whole(server, types.TEXT_DOCUMENT_FOLDING_RANGE, structure.folds)
    _answered_whole(server, types.TEXT_DOCUMENT_CODE_LENS, decorations.lenses)
    _answered_range(server, types.TEXT_DOCUMENT_INLAY_HINT, decorations.hints)
    _answered_whole(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, decorations.tokens, decorations.LEGEND)
    _answered_range(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, decorations.tokens, decorations.LEGEND)

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
