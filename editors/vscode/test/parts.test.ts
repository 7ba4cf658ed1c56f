/** The parts of the extension that need no server. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, test } from 'node:test';
import { installLine, offerInstall } from '../src/install';
import { interpreter } from '../src/interpreter';
import { isClosed } from '../src/report';
import { given, settingNames } from '../src/settings';
import { times, unmarked } from '../src/works';
import { editor, Uri, workspace } from './vscode';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { configuration: { properties: Record<string, unknown> }; commands: { command: string }[] };
};

describe('settings', () => {
  test('all but those of the extension itself are sent', () => {
    const names = settingNames(manifest);
    assert.ok(names.includes('extend-select'));
    assert.ok(!names.some((name) => name.startsWith('server') || name.startsWith('trace')));
  });

  test('what is not set is not sent, so that configuration files keep it', () => {
    editor.settings = { 'citecheck.ignore': ['CIT007'], 'citecheck.respect-gitignore': false };
    const sent = given(workspace.getConfiguration('citecheck') as never, settingNames(manifest));
    assert.deepEqual(sent, { ignore: ['CIT007'], 'respect-gitignore': false });
    editor.settings = {};
  });
});

describe('installing', () => {
  beforeEach(() => {
    Object.assign(editor, { messages: [], terminal: [], ran: [] });
  });

  test('the line names the Python, quoted where its path needs it', () => {
    assert.equal(installLine('python3', 'linux'), 'python3 -m pip install citecheck-lint');
    assert.equal(
      installLine("/my work/it's/python", 'linux'),
      "'/my work/it'\\''s/python' -m pip install citecheck-lint",
    );
    assert.equal(
      installLine('C:\\my work\\python.exe', 'win32'),
      '& "C:\\my work\\python.exe" -m pip install citecheck-lint',
    );
  });

  test('it runs in a terminal, and then the server starts', async () => {
    editor.answer = (_, choices) => choices.find((choice) => choice === 'Install in a terminal' || choice === 'Start');
    assert.equal(await offerInstall('pip install it', false), true);
    assert.deepEqual(editor.terminal, ['pip install it']);
  });

  test('it is copied', async () => {
    editor.answer = (_, choices) => choices.find((choice) => choice === 'Copy the command');
    assert.equal(await offerInstall('pip install it', false), false);
    assert.deepEqual(editor.terminal, ['copied pip install it']);
  });

  test('nothing happens where the writer says nothing', async () => {
    editor.answer = () => undefined;
    assert.equal(await offerInstall('pip install it', false), false);
    assert.deepEqual([editor.terminal, editor.ran], [[], []]);
  });

  test('a setting that leads nowhere is named, and can be opened', async () => {
    editor.answer = (_, choices) => choices[0];
    assert.equal(await offerInstall('pip install it', true), false);
    assert.match(editor.messages.join(), /citecheck\.server\.command is not there/);
    assert.deepEqual(editor.ran, [{ command: 'workbench.action.openSettings', args: ['citecheck.server.command'] }]);
  });
});

describe('the Python extension', () => {
  const environments = {
    getActiveEnvironmentPath: () => ({ path: '/opt/env' }),
    resolveEnvironment: ({ path }: { path: string }) =>
      Promise.resolve({ executable: { uri: Uri.file(`${path}/bin/python`) } }),
  };

  test('is asked for the Python it has chosen', async () => {
    editor.extensions.set('ms-python.python', { activate: () => Promise.resolve({ environments }) });
    assert.equal(await interpreter(), '/opt/env/bin/python');
  });

  test('may be broken, old, or not there', async () => {
    editor.extensions.set('ms-python.python', { activate: () => Promise.reject(new Error('broken')) });
    assert.equal(await interpreter(), undefined);
    editor.extensions.set('ms-python.python', { activate: () => Promise.resolve({}) });
    assert.equal(await interpreter(), undefined);
    editor.extensions.clear();
    assert.equal(await interpreter(), undefined);
  });
});

describe('a report is shown only with a policy that lets nothing in', () => {
  const page = (policy: string) => `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  for (const [policy, closed] of [
    ["default-src 'none'; script-src 'sha256-abc='", true],
    ["script-src 'sha256-abc='; default-src 'none'", true],
    ['default-src &#39;none&#39;; img-src data:', true],
    ["default-src 'self'", false],
    ["x-default-src 'none'", false],
    ["default-src 'none'; script-src 'unsafe-inline'", false],
    ['', false],
  ] as const) {
    test(policy || 'none', () => {
      assert.equal(isClosed(page(policy)), closed);
    });
  }
  test('a page without one', () => {
    assert.equal(isClosed('<!doctype html><p>default-src &#39;none&#39;</p>'), false);
  });
});

describe('works', () => {
  test('Markdown as plain text', () => {
    assert.equal(
      unmarked('Marsh, Ann. *Floods*. \\[2\\] 5 \\* 5, snake\\_case.'),
      'Marsh, Ann. Floods. [2] 5 * 5, snake_case.',
    );
  });
  test('how often', () => {
    assert.deepEqual([0, 1, 2, 3].map(times), ['not cited', 'cited once', 'cited twice', 'cited 3 times']);
  });
});
