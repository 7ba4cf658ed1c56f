"""What the protocol library leaves open: when the server may be asked, bad parameters, and how it ends."""

from __future__ import annotations

import asyncio
import inspect
import os
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from msgspec import json
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.protocol import LanguageServerProtocol, lsp_method

NOT_INITIALIZED, INVALID_REQUEST, INVALID_PARAMS, INTERNAL = -32002, -32600, -32602, -32603


class Protocol(LanguageServerProtocol):
    """The protocol with texts kept by the session: `opened`, `changed` and `closed` are called with the parameters."""

    opened: Callable[[types.DidOpenTextDocumentParams], None]
    changed: Callable[[types.DidChangeTextDocumentParams], None]
    closed: Callable[[types.DidCloseTextDocumentParams], None]
    _writing: asyncio.Future[None] | None = None  # kept, or it may be collected before it ends

    def structure_message(self, data: Any) -> Any:
        """A message as a value; a request with bad parameters is answered, a bad notification is dropped."""
        if not isinstance(data, dict) or "jsonrpc" not in data:
            return data
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), int | str):
                code = INTERNAL if isinstance(error, JsonRpcInternalError) and "params" not in data else INVALID_PARAMS
                self._refuse(data["id"], code, f"the parameters of {data['method']} are not as the protocol has them")
            return None

    def handle_message(self, message: Any) -> None:
        """Hand on what may be asked now: nothing before `initialize`, only `exit` after `shutdown`."""
        if not hasattr(message, "jsonrpc"):
            return
        method, number = getattr(message, "method", ""), getattr(message, "id", None)
        if method and method not in (types.INITIALIZE, types.EXIT):
            if self._workspace is None:
                if number is not None:
                    self._refuse(number, NOT_INITIALIZED, "the server has not been initialized")
                return
            if self._shutdown:
                if number is not None:
                    self._refuse(number, INVALID_REQUEST, "the server is shutting down")
                return
        super().handle_message(message)

    def _refuse(self, number: int | str, code: int, message: str) -> None:
        self._send_response(number, error=types.ResponseError(code=code, message=message))

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: Any) -> None:  # type: ignore[override]
        """End at once: a thread that waits for the editor's next message would hold the process up."""
        sys.stdout.flush()
        os._exit(0 if self._shutdown else 1)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Keep the text of a document that an editor shows."""
        self.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change the text of a document."""
        self.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Let the file on disk count again."""
        self.closed(params)

    # ---- plain values

    def send(self, message: dict[str, Any]) -> None:
        """Send a message that is plain JSON already: what is sent at each keystroke need not be converted."""
        try:
            body = json.encode(message)
        except UnicodeEncodeError:  # half a character, in the name of a file
            self._send_data(message)
            return
        if self.writer is None:
            return
        written = self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        if inspect.isawaitable(written):
            self._writing = asyncio.ensure_future(written)

    def _send_response(self, msg_id: int | str, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is None and isinstance(result, dict):
            self._result_types.pop(msg_id, None)
            self.send({"jsonrpc": self.VERSION, "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result, error)

    def plain(self, value: Any) -> Any:
        """A value of the protocol as plain JSON."""
        return self._converter.unstructure(value)
