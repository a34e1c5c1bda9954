"""The language server with another implementation of the protocol at the other end: pygls."""

import asyncio
import contextlib
import json
import re
import subprocess

import pytest
from conftest import ROOT
from lsprotocol import types
from pygls.lsp.client import LanguageClient

ARTICLES = sorted((ROOT / "corpora").glob("[af][ra]/*.txt"))
LOOP = "وزیر نیرو گفت که ساخت سد تازه در استان جنوبی در استان جنوبی در استان جنوبی از بهار آغاز می‌شود."
BREAK = re.compile("\r\n|\n|\r")


class Editor(LanguageClient):
    """An editor that keeps the last diagnostics of each document."""

    def __init__(self):
        super().__init__("editor", "1")
        self.shown = {}
        self.news = asyncio.Condition()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def _(params: types.PublishDiagnosticsParams):
            async with self.news:
                self.shown[params.uri] = params
                self.news.notify_all()

    async def diagnostics(self, uri, version):
        async with self.news:
            await asyncio.wait_for(
                self.news.wait_for(lambda: uri in self.shown and self.shown[uri].version == version), 60
            )
        return list(self.shown[uri].diagnostics)

    def open(self, uri, text, language="plaintext"):
        document = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))

    def change(self, uri, version, *changes):
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))


@contextlib.asynccontextmanager
async def editing(program, root):
    """An editor in a folder; at the end the server must go as the protocol says."""
    editor = Editor()
    await editor.start_io(str(program), "lsp")
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        ),
    )
    answer = await editor.initialize_async(
        types.InitializeParams(
            capabilities=capabilities,
            workspace_folders=[types.WorkspaceFolder(uri=root.as_uri(), name="desk")],
        )
    )
    assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    editor.initialized(types.InitializedParams())
    yield editor
    await editor.shutdown_async(None)
    editor.exit(None)
    server = editor._server
    await asyncio.wait_for(server.wait(), 60)
    assert server.returncode == 0
    await editor.stop()


def offset(text, position):
    """Where a position is in a text, in code points."""
    start = 0
    for _ in range(position.line):
        start = BREAK.search(text, start).end()
    units = text[start:].encode("utf-16-le")[: 2 * position.character]
    return start + len(units.decode("utf-16-le"))


def words(text, place):
    return text[offset(text, place.start) : offset(text, place.end)]


def test_a_finding_is_the_same_words_in_the_file_in_json_and_in_the_editor(program, tmp_path):
    async def compare():
        async with editing(program, tmp_path) as editor:
            for article in ARTICLES:
                text = article.read_bytes().decode()
                report = subprocess.run(
                    [program, "check", "--isolated", "--exit-zero", "--format", "json", article], capture_output=True
                )
                [document] = json.loads(report.stdout)
                uri = (tmp_path / f"{article.parent.name}-{article.name}").as_uri()
                editor.open(uri, text)
                shown = [(d.code, words(text, d.range)) for d in await editor.diagnostics(uri, 1)]
                assert shown == [(finding["rule"], finding["text"]) for finding in document["findings"]]
                for finding in document["findings"]:
                    assert text[finding["start"] : finding["end"]] == finding["text"]

    asyncio.run(compare())


def test_what_is_typed_is_checked_explained_and_mended(program, tmp_path):
    uri = (tmp_path / "خبر.md").as_uri()
    place = types.TextDocumentIdentifier(uri)

    async def work():
        async with editing(program, tmp_path) as editor:
            text = "😀 شورا بودجه را تصویب کرد.\r\n\r\n"
            editor.open(uri, text, "markdown")
            assert await editor.diagnostics(uri, 1) == []
            end = types.Position(2, 0)
            editor.change(uri, 2, types.TextDocumentContentChangePartial(range=types.Range(end, end), text=LOOP))
            text += LOOP
            [diagnostic] = await editor.diagnostics(uri, 2)
            assert diagnostic.code == "decoder-loop"
            assert words(text, diagnostic.range).startswith("در استان جنوبی در استان جنوبی")

            hover = await editor.text_document_hover_async(types.HoverParams(place, diagnostic.range.start))
            assert "## Why it matters" in hover.contents.value
            [lens] = await editor.text_document_code_lens_async(types.CodeLensParams(place))
            assert re.match(r"mtlint: translation \d+ fail · typography ", lens.command.title)

            asked = types.CodeActionParams(place, diagnostic.range, types.CodeActionContext([diagnostic]))
            actions = await editor.text_document_code_action_async(asked)
            [mend] = [action for action in actions if action.is_preferred]
            [silence] = [action for action in actions if "comment" in action.title]
            for version, action in ((3, silence), (4, mend)):
                [edit] = action.edit.changes[uri]
                start, stop = offset(text, edit.range.start), offset(text, edit.range.end)
                changed = text[:start] + edit.new_text + text[stop:]
                editor.change(uri, version, types.TextDocumentContentChangeWholeDocument(changed))
                assert await editor.diagnostics(uri, version) == []

    asyncio.run(work())


def edited(text, edits):
    """A text after edits, whose places are those of the text before all of them."""
    places = sorted((offset(text, edit.range.start), offset(text, edit.range.end), edit.new_text) for edit in edits)
    assert all(one[1] <= next[0] for one, next in zip(places, places[1:])), "edits overlap"
    for start, stop, new in reversed(places):
        text = text[:start] + new + text[stop:]
    return text


def test_what_is_certain_is_mended_place_by_place_and_all_at_once(program, tmp_path):
    async def mend():
        async with editing(program, tmp_path) as editor:
            changed = 0
            for article in ARTICLES:
                file = tmp_path / f"{article.parent.name}-{article.name}"
                file.write_bytes(article.read_bytes())
                report = subprocess.run(
                    [program, "check", "--isolated", "--exit-zero", "--format", "json", file], capture_output=True
                )
                [document] = json.loads(report.stdout)
                text, place = file.read_bytes().decode(), types.TextDocumentIdentifier(file.as_uri())
                editor.open(file.as_uri(), text)
                for diagnostic, finding in zip(await editor.diagnostics(file.as_uri(), 1), document["findings"]):
                    asked = types.CodeActionParams(place, diagnostic.range, types.CodeActionContext([diagnostic]))
                    actions = await editor.text_document_code_action_async(asked)
                    own = [one for one in actions if one.is_preferred and list(one.diagnostics) == [diagnostic]]
                    if finding["fix"]:
                        wanted = text
                        for fix in reversed(finding["fix"]):
                            wanted = wanted[: fix["start"]] + fix["text"] + wanted[fix["end"] :]
                        assert edited(text, own[0].edit.changes[place.uri]) == wanted

                everything = types.Range(types.Position(0, 0), types.Position(len(text), 0))
                context = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
                asked = types.CodeActionParams(place, everything, context)
                wanted = text
                for action in await editor.text_document_code_action_async(asked):
                    wanted = edited(text, action.edit.changes[place.uri])
                subprocess.run([program, "check", "--isolated", "--exit-zero", "--fix", file], capture_output=True)
                assert wanted == file.read_bytes().decode(), article
                changed += wanted != text
            assert changed > 10

    asyncio.run(mend())


@pytest.mark.parametrize("settings", [{"mtlint": {"ignore": ["decoder-loop"]}}, {"ignore": ["decoder-loop"]}])
def test_settings_of_the_editor_stand_above_the_configuration(program, tmp_path, settings):
    (tmp_path / "mtlint.toml").write_text('ignore = ["kashida"]')
    uri = (tmp_path / "a.txt").as_uri()

    async def work():
        async with editing(program, tmp_path) as editor:
            editor.open(uri, LOOP)
            assert len(await editor.diagnostics(uri, 1)) == 1
            editor.shown.clear()
            editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
            assert await editor.diagnostics(uri, 1) == []

    asyncio.run(work())
