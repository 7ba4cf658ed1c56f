/** The extension from end to end: its client speaks with a real `citecheck lsp`; only VS Code is a stub. */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { activate } from '../src/extension';
import { find } from '../src/find';
import type { Work } from '../src/works';
import { CodeActionKind, commands, editor, Uri, workspace, type TextDocument, type Value } from './vscode';

const began = Date.now();

const LIST = `
# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.
`;
const TEXT = `# Rivers

The dam was built (Marsh, *Floods* 12). It sank (Holm 3), and rose (Marsch, *Floods* 14).
${LIST}`;

const server = find({ setting: [], folders: [], searchPath: process.env['PATH'] ?? '', platform: process.platform });
const skip = server || process.env['CI'] ? false : 'citecheck is not on PATH';

describe('the client', { skip }, () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'citecheck-test-')));
  const file = path.join(folder, 'essay.md');
  const subscriptions: { dispose(): unknown }[] = [];
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  let document: TextDocument;

  before(async () => {
    writeFileSync(file, TEXT);
    workspace.workspaceFolders = [{ uri: Uri.file(folder), name: 'project', index: 0 }];
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    await activate({ subscriptions, extension: { packageJSON: manifest } } as never);
    document = editor.open(file, 'markdown', TEXT);
  });

  after(async () => {
    await Promise.all(subscriptions.map((one) => one.dispose()));
  });

  async function findings(wanted: string[]): Promise<Value[]> {
    let said: string[] = [];
    for (let turn = 0; turn < 500; turn++) {
      const found = editor.diagnostics.get(document.uri.toString()) ?? [];
      said = found.map((one) => `${codeOf(one)} ${document.getText(one['range'] as never)}`);
      if (JSON.stringify(said) === JSON.stringify(wanted) && editor.diagnostics.size) return found;
      await pause();
    }
    assert.deepEqual(said, wanted);
    return [];
  }

  const provider = (name: string) => editor.providers.get(name) as Record<string, (...args: unknown[]) => unknown>;
  const ran = (command: string) => editor.ran.filter((one) => one.command === command);

  test('starts the server and shows its findings', async () => {
    assert.match(editor.output.join('\n'), /starting .*citecheck lsp \(PATH\)/);
    const [found] = await findings(['CIT003 Marsch, *Floods* 14']);
    assert.equal(found?.['source'], 'citecheck');
    assert.equal((found['relatedInformation'] as unknown[]).length, 1);
  });

  test('says what a citation means', async () => {
    const at = document.rangeOf('Floods').start;
    const hover = (await provider('Hover')['provideHover']?.(document, at, token)) as { contents: Value };
    assert.match(String(hover.contents['value']), /Floods of the Vale/);
  });

  test('lists the works, with their citations', async () => {
    const works = (await provider('citecheck.worksView')['getChildren']?.()) as Work[];
    const rows = works.map((work) => provider('citecheck.worksView')['getTreeItem']?.(work) as Value);
    assert.deepEqual(
      rows.map((row) => [String(row['label']).split('.')[0], row['description']]),
      [
        ['Holm, Ingrid', 'cited once'],
        ['Marsh, Ann', 'cited twice'],
      ],
    );
    const { command, arguments: args } = rows[0]?.['command'] as { command: string; arguments: [Uri, Value] };
    assert.equal(command, 'vscode.open');
    assert.equal(args[0].fsPath, file);
    assert.match(document.getText(args[1]['selection'] as never), /^Holm, Ingrid\..*1994\.$/);
  });

  test('a code lens shows the citations of its entry', async () => {
    const lenses = (await provider('CodeLens')['provideCodeLenses']?.(document, token)) as { command: Value }[];
    const { command, arguments: args } = lenses[0]?.command as { command: string; arguments: unknown[] };
    await commands.executeCommand(command, ...args);
    const [shown] = ran('editor.action.showReferences');
    const places = shown?.args[2] as { range: never }[];
    assert.deepEqual(
      places.map((place) => document.getText(place.range)),
      ['Holm 3'],
    );
  });

  test('shows the report in a panel, with its policy as it was', async () => {
    await commands.executeCommand('citecheck.openReport');
    const [panel] = editor.panels;
    assert.equal(panel?.title, 'Citations in essay.md');
    assert.match(
      panel.webview.html,
      /Content-Security-Policy" content="default-src &#39;none&#39;;[^"]*script-src &#39;sha256-/,
    );
    assert.match(panel.webview.html, /Marsch/);
    assert.deepEqual(panel.options['localResourceRoots'], []);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => /^citecheck-.*\.html$/.test(name) && isNew(name)),
      [],
      'the file that the server wrote is removed',
    );
  });

  test('sends the settings that are set, and no others', async () => {
    editor.set('citecheck.ignore', ['CIT003']);
    await findings([]);
    editor.set('citecheck.ignore', ['LOC101']);
    await findings(['CIT003 Marsch, *Floods* 14']);
    editor.set('citecheck.ignore', ['CIT003']);
    await findings([]);
    editor.set('citecheck.ignore', undefined);
    await findings(['CIT003 Marsch, *Floods* 14']);
    assert.deepEqual(editor.messages, [], 'the server knows every option that it is sent');
  });

  test('restarts', async () => {
    const started = () => editor.output.filter((line) => line.includes('starting ')).length;
    const before = started();
    await commands.executeCommand('citecheck.restart');
    assert.equal(started(), before + 1);
    await findings(['CIT003 Marsch, *Floods* 14']);
  });

  test('applies a fix, and the panel follows when the document is saved', async () => {
    const [found] = await findings(['CIT003 Marsch, *Floods* 14']);
    const context = { diagnostics: [found], triggerKind: 1, only: new CodeActionKind('quickfix') };
    const range = document.rangeOf('Marsch');
    const actions = (await provider('CodeActions')['provideCodeActions']?.(document, range, context, token)) as Value[];
    assert.match(String(actions[0]?.['title']), /Print it as the bibliography does/);
    await workspace.applyEdit(actions[0]?.['edit'] as Value);
    assert.match(document.getText(), /\(Marsh, \*Floods\* 14\)/);
    await findings([]);
    editor.fire('onDidSaveTextDocument', document);
    for (let turn = 0; turn < 200 && editor.panels[0]?.webview.html.includes('Marsch'); turn++) await pause();
    assert.doesNotMatch(editor.panels[0]?.webview.html ?? 'Marsch', /Marsch/);
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Whether a file of the temporary folder was written since these tests began. */
function isNew(name: string): boolean {
  return statSync(path.join(tmpdir(), name)).mtimeMs > began;
}

function codeOf(found: Value): string {
  const code = found['code'] as string | { value: string };
  return typeof code === 'string' ? code : code.value;
}
