"""How far a scan of the project has come, told to clients that show it."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from citecheck.lsp.server import Server

_PATIENCE = 0.5  # seconds that nobody minds
_TITLE = "citecheck: reading the project"


class Progress:
    """One scan after the other; called with how many documents are done, and of how many."""

    def __init__(self, server: Server) -> None:
        """Begin with nothing to tell."""
        self._server = server
        self._began = 0.0
        self._token = ""

    def __call__(self, done: int, of: int) -> None:
        """Tell how far the scan is; what is over soon is never told."""
        now = time.monotonic()
        if done == 0:
            self._began = now
        if not self._token and done < of and now - self._began > _PATIENCE and self._is_shown():
            self._token = str(uuid.uuid4())
            self._begin(self._token)
        elif self._token and done < of:
            report = types.WorkDoneProgressReport(message=f"{done} of {of}", percentage=100 * done // of)
            self._server.work_done_progress.report(self._token, report)
        elif self._token:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
            self._token = ""

    def _begin(self, token: str) -> None:
        created = self._server.work_done_progress.create_async(token)
        asyncio.ensure_future(created)  # noqa: RUF006 (the answer says nothing)
        self._server.work_done_progress.begin(token, types.WorkDoneProgressBegin(_TITLE, percentage=0))

    def _is_shown(self) -> bool:
        window = self._server.client_capabilities.window
        return bool(window and window.work_done_progress)
