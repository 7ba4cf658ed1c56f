"""The language server: what a client asks, handed to the modules that know."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from citecheck import __version__
from citecheck.lsp import diagnostics, watching
from citecheck.lsp.checking import Checked
from citecheck.lsp.features import register
from citecheck.lsp.progress import Progress
from citecheck.lsp.protocol import Protocol
from citecheck.lsp.session import Session, folders_of

_SETTLED = 0.3  # seconds without an edit after which the other open documents are looked at again
_COLLECT = 60  # seconds between two looks for cyclic garbage, of which there is little
_SWITCH = 0.001  # seconds after which a check lets others have their turn
_REQUEST_FAILED = -32803  # LSP 3.17, LSPErrorCodes.RequestFailed
_Answer = TypeVar("_Answer")


class Server(LanguageServer):
    """One conversation with one client."""

    protocol: Protocol

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__("citecheck", __version__, protocol_cls=Protocol)
        self._thread_pool = ThreadPoolExecutor(2)  # one waits for the client's next message
        self.session = Session(self._tell)
        self.session.progress = Progress(self)
        self.pulls = False  # whether the client asks for diagnostics itself
        self._published: dict[str, tuple[int | None, object]] = {}
        self._tasks: set[asyncio.Future[None]] = set()
        self._settling: asyncio.TimerHandle | None = None
        self._collected = time.monotonic()
        self.protocol.opened, self.protocol.changed, self.protocol.closed = self._opened, self._changed, self._closed
        self._lifecycle()
        register(self)
        watching.register(self)

    def _tell(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"citecheck: {message}"))

    # ---- beginning

    def _lifecycle(self) -> None:
        @self.feature(types.INITIALIZE)
        def on_initialize(params: types.InitializeParams) -> None:
            self._initialize(params)

        @self.feature(types.INITIALIZED)
        async def on_initialized(params: types.InitializedParams) -> None:
            await watching.begin(self)

    def _initialize(self, params: types.InitializeParams) -> None:
        capabilities = params.capabilities
        document, workspace = capabilities.text_document, capabilities.workspace
        self.pulls = bool(document and document.diagnostic)
        if self.pulls:
            options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False)

            @self.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
            async def on_diagnostic(params: types.DocumentDiagnosticParams) -> dict[str, Any]:
                return await self._pulled(params)

        edit = workspace.workspace_edit if workspace else None
        self.session.document_changes = bool(edit and edit.document_changes)
        self.session.begin(
            str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)),
            folders_of(params),
        )
        settings = params.initialization_options
        self.session.configure(watching.section(settings) if isinstance(settings, dict) else {})

    # ---- texts

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self.session.open(params)
        self.look_again(params.text_document.uri)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        if self.session.change(params):
            self.look_again(params.text_document.uri)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self.session.close(uri)
        self._published.pop(uri, None)
        if not self.pulls:
            self._send(uri, None, [])
        self.look_again("")

    # ---- diagnostics

    def look_again(self, uri: str) -> None:
        """Check a document now, and the others when the writer rests: what is cited here may be listed there."""
        if not self.pulls and uri:
            self._begin(self._publish(uri))
        if self._settling:
            self._settling.cancel()
        self._settling = asyncio.get_running_loop().call_later(_SETTLED, self._settle, uri)

    def _settle(self, edited: str) -> None:
        if time.monotonic() - self._collected > _COLLECT:
            gc.collect()
            self._collected = time.monotonic()
        others = [uri for uri in self.session.buffers if uri != edited]
        if others and self.pulls:
            workspace = self.client_capabilities.workspace
            if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)
        elif others:
            self._begin(self._publish_all(others))

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)  # or it may be collected before it ends
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logging.getLogger("citecheck").error("a check failed", exc_info=error)

    async def _publish_all(self, uris: list[str]) -> None:
        for uri in uris:
            await self._publish(uri)

    async def _publish(self, uri: str) -> None:
        checked = await self.session.checked(uri)
        buffer = self.session.buffers.get(uri)
        if buffer is None or (checked and checked.version != buffer.version):
            return
        said = diagnostics.shown(self.session, checked) if checked else []
        if self._published.get(uri) != (buffer.version, said):
            self._published[uri] = buffer.version, said
            self._send(uri, buffer.version, said)

    def _send(self, uri: str, version: int | None, said: list[dict[str, Any]]) -> None:
        params: dict[str, Any] = {"uri": uri, "diagnostics": said}
        if version is not None:
            params["version"] = version
        self.protocol.send({"jsonrpc": "2.0", "method": types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, "params": params})

    async def _pulled(self, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
        checked = await self.session.checked(params.text_document.uri)
        return {"kind": "full", "items": diagnostics.shown(self.session, checked) if checked else []}

    # ---- questions

    async def asked(
        self, params: Any, answer: Callable[[Checked, int], _Answer | Awaitable[_Answer]]
    ) -> _Answer | None:
        """The answer to a question about a place; None where there is no such document."""
        uri = params.text_document.uri
        checked = await self.session.checked(uri)
        if checked is None:
            return None
        position = getattr(params, "position", None)
        found = answer(checked, checked.lines.offset(position) if position else 0)
        return await found if asyncio.iscoroutine(found) else found  # type: ignore[return-value]


def refusal(message: str) -> JsonRpcException:
    """An error that says why a request cannot be met."""
    return JsonRpcException(message, code=_REQUEST_FAILED)


def serve(tcp: str = "") -> None:
    """Speak on standard input and output, or with one client on `host:port`."""
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL)
    if os.environ.get("CITECHECK_DEBUG"):
        logging.getLogger().setLevel(logging.INFO)
    sys.setswitchinterval(_SWITCH)
    gc.disable()  # collected when the writer rests
    server = Server()
    if tcp:
        host, _, port = tcp.rpartition(":")
        server.start_tcp(host or "127.0.0.1", int(port))
    else:
        server.start_io()
    os._exit(0)  # the client went away: a check that still runs is of no use
