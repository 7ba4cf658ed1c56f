"""What changes outside the open texts: files on disk, folders, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from citecheck import registry
from citecheck.config import FILES
from citecheck.lsp.buffers import file_of

if TYPE_CHECKING:
    from citecheck.lsp.server import Server


def register(server: Server) -> None:
    """Register what clients tell of changes."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def on_files(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            server.session.touched(change.uri)
        _all_again(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def on_settings(params: types.DidChangeConfigurationParams) -> None:
        given = params.settings
        await configure(server, section(given) if isinstance(given, dict) else None)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def on_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {file_of(f.uri) for f in params.event.removed}
        new = [p for f in params.event.added if (p := file_of(f.uri))]
        server.session.folders = [f for f in server.session.folders if f not in gone] + new

    @server.feature(types.WORKSPACE_DID_RENAME_FILES, _filter())
    def on_renamed(params: types.RenameFilesParams) -> None:
        for file in params.files:
            server.session.touched(file.old_uri)
            server.session.touched(file.new_uri)
        _all_again(server)


def section(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings of citecheck: those under its name, or all of them; empty values say nothing."""
    own = settings.get("citecheck", settings)
    return {k: v for k, v in own.items() if v not in (None, "", [], {})} if isinstance(own, dict) else {}


async def begin(server: Server) -> None:
    """Ask the client to tell of changes to files, and for its settings."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        suffixes = ",".join(s.lstrip(".") for s in (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES))
        patterns = [f"**/*.{{{suffixes}}}", *(f"**/{name}" for name in FILES)]
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(p) for p in patterns])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        await server.client_register_capability_async(
            types.RegistrationParams([types.Registration("citecheck-files", method, options)])
        )
    if given := await _asked(server):  # an answer that is empty leaves those that came with the first request
        server.session.configure(given)
        _all_again(server)


async def configure(server: Server, given: dict[str, Any] | None) -> None:
    """Take over settings; where the client answers questions about them, those."""
    if (answer := await _asked(server)) is not None:
        given = answer
    if given is not None:
        server.session.configure(given)
        _all_again(server)


async def _asked(server: Server) -> dict[str, Any] | None:
    """The settings that a client answers with; None where it knows none."""
    workspace = server.client_capabilities.workspace
    if not (workspace and workspace.configuration):
        return None
    item = types.ConfigurationItem(section="citecheck")
    answers = await server.workspace_configuration_async(types.ConfigurationParams([item]))
    return section({"citecheck": answers[0]}) if answers and isinstance(answers[0], dict) else None


def _all_again(server: Server) -> None:
    for uri in list(server.session.buffers):
        server.look_again(uri)
    server.look_again("")  # a client that asks for findings itself is told to ask for those of all documents


def _filter() -> types.FileOperationRegistrationOptions:
    return types.FileOperationRegistrationOptions(
        [types.FileOperationFilter(types.FileOperationPattern(f"**/*{s}")) for s in registry.MANUSCRIPTS]
    )
