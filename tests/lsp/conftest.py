"""A real server, and a client that speaks with it as an editor does."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.lsp.editor import Editor

SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "citecheck", "lsp"])


@pytest.fixture
def pulls(request: pytest.FixtureRequest) -> bool:
    """Whether the client asks for diagnostics itself."""
    return bool(getattr(request, "param", False))


@pytest.fixture
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder that the client works in, with the files that a test asks for."""
    marked = request.node.get_closest_marker("files")
    for name, text in (marked.args[0] if marked else {}).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path


@pytest_lsp.fixture(config=SERVER)
async def client(lsp_client: LanguageClient, files: Path, pulls: bool) -> AsyncIterator[None]:
    """A conversation that has begun."""

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def on_register(params: types.RegistrationParams) -> None:
        """As every editor that lets servers register."""

    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.text_document
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities() if pulls else None
    assert capabilities.general
    capabilities.general.position_encodings = [types.PositionEncodingKind.Utf16]
    folder = types.WorkspaceFolder(files.as_uri(), "project")
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=[folder], root_uri=files.as_uri())
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, files: Path, pulls: bool) -> Editor:
    """What a test types with."""
    return Editor(client, files)
