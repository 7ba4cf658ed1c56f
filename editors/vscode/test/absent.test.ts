/** The extension where citecheck is not installed. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { activate } from '../src/extension';
import { commands, editor } from './vscode';

describe('without citecheck', () => {
  test('installing is offered, and everything else keeps still', async () => {
    process.env['PATH'] = '/nowhere';
    const subscriptions: { dispose(): unknown }[] = [];
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    await activate({ subscriptions, extension: { packageJSON: manifest } } as never);
    assert.match(editor.messages.join('\n'), /not on PATH/);

    editor.open('/essays/essay.md', 'markdown', 'It sank (Marsh 12).\n');
    await commands.executeCommand('citecheck.openReport');
    assert.equal(editor.panels.length, 0);
    assert.match(editor.messages.join('\n'), /citecheck is not running/);
    const works = editor.providers.get('citecheck.worksView') as { getChildren(): Promise<unknown[]> };
    assert.deepEqual(await works.getChildren(), []);

    editor.set('citecheck.server.command', ['/gone/citecheck']);
    for (let turn = 0; turn < 100 && editor.messages.length < 3; turn++) await new Promise((r) => setTimeout(r, 10));
    assert.match(editor.messages.join('\n'), /setting citecheck\.server\.command is not there/);
    await Promise.all(subscriptions.map((one) => one.dispose()));
    assert.equal(editor.commands.size, 0, 'nothing is left behind');
  });

  test('every command of the manifest is registered', async () => {
    const subscriptions: { dispose(): unknown }[] = [];
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { commands: { command: string }[] };
    };
    await activate({ subscriptions, extension: { packageJSON: manifest } } as never);
    assert.deepEqual(
      manifest.contributes.commands.map(({ command }) => command).sort(),
      [...editor.commands.keys()].sort(),
    );
    await Promise.all(subscriptions.map((one) => one.dispose()));
  });
});
