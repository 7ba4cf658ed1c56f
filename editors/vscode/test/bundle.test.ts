/** What is packaged: the bundle, as VS Code loads it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import * as path from 'node:path';
import { test } from 'node:test';
import * as stub from './vscode';

test('the bundle loads with nothing beside it but VS Code', () => {
  const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  const asked: string[] = [];
  loader._load = (name, ...rest) => {
    asked.push(name);
    return name === 'vscode' ? stub : load(name, ...rest);
  };
  const file = path.resolve('dist/extension.js');
  const { activate } = Module.createRequire(file)(file) as { activate: unknown };
  loader._load = load;
  assert.equal(typeof activate, 'function');
  const others = asked.filter(
    (name) => name !== file && name !== 'vscode' && !Module.builtinModules.includes(name.replace('node:', '')),
  );
  assert.deepEqual(others, []);
});

test('the licences of what is in it stand beside it', () => {
  const notices = readFileSync('dist/NOTICES.txt', 'utf8');
  for (const name of ['vscode-languageclient', 'vscode-jsonrpc', 'semver'])
    assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
});
