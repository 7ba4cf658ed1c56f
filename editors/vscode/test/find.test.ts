import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { find, python, type Places } from '../src/find';

const PLACES: Places = {
  setting: [],
  folders: ['/essays/one', '/essays/two'],
  searchPath: '/usr/bin:.:/bin',
  platform: 'linux',
};
const only =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe('where citecheck is found', () => {
  const ordered = [
    '/essays/one/.venv/bin/citecheck',
    '/essays/one/venv/bin/citecheck',
    '/essays/two/.venv/bin/citecheck',
    '/essays/two/venv/bin/citecheck',
    '/opt/python/bin/citecheck',
    '/usr/bin/citecheck',
    '/bin/citecheck',
  ];
  const places = { ...PLACES, interpreter: '/opt/python/bin/python' };

  for (const [at, file] of ordered.entries()) {
    test(`${file} comes before the places behind it`, () => {
      assert.deepEqual(find(places, only(...ordered.slice(at)))?.program, file);
    });
  }

  test('nothing is found where nothing is', () => {
    assert.equal(find(places, only('/essays/one/citecheck', 'citecheck', './citecheck')), undefined);
  });

  test('a workspace that is not trusted starts nothing of its own', () => {
    assert.equal(find({ ...PLACES, folders: [] }, only(...ordered))?.program, '/usr/bin/citecheck');
  });

  test('it is started as a language server', () => {
    assert.deepEqual(find(PLACES, only('/bin/citecheck')), { program: '/bin/citecheck', args: ['lsp'], from: 'PATH' });
  });

  test('on Windows it is a program of Scripts', () => {
    const seen: string[] = [];
    find({ ...PLACES, platform: 'win32', searchPath: '' }, (file) => seen.push(file) < 0);
    assert.deepEqual(seen[0], path.join('/essays/one', '.venv', 'Scripts', 'citecheck.exe'));
  });
});

describe('the setting', () => {
  const cases: [string, string[], string, string[]][] = [
    ['an absolute path', ['/opt/citecheck'], '/opt/citecheck', ['lsp']],
    [
      'a name on PATH, with arguments',
      ['uvx', '--from', 'x', 'citecheck'],
      '/usr/bin/uvx',
      ['--from', 'x', 'citecheck', 'lsp'],
    ],
    ['a path in a folder', ['env/bin/citecheck'], '/essays/two/env/bin/citecheck', ['lsp']],
    ['the folder by name', ['${workspaceFolder}/bin/citecheck'], '/essays/one/bin/citecheck', ['lsp']],
    ['the home folder', ['~/bin/citecheck'], path.join(homedir(), 'bin/citecheck'), ['lsp']],
  ];
  for (const [name, setting, program, args] of cases) {
    test(name, () => {
      const found = find({ ...PLACES, setting }, only(program));
      assert.deepEqual(found, { program, args, from: 'the setting citecheck.server.command' });
    });
  }

  test('what is not there is not replaced by something else', () => {
    assert.equal(find({ ...PLACES, setting: ['/gone/citecheck'] }, only('/usr/bin/citecheck')), undefined);
  });
});

describe('the Python to install with', () => {
  test('an environment of the workspace', () => {
    assert.equal(python(PLACES, only('/essays/two/venv/bin/python')), '/essays/two/venv/bin/python');
  });
  test('the chosen one', () => {
    assert.equal(python({ ...PLACES, interpreter: '/opt/python/bin/python' }, only()), '/opt/python/bin/python');
  });
  test("the system's", () => {
    assert.equal(python(PLACES, only()), 'python3');
    assert.equal(python({ ...PLACES, platform: 'win32' }, only()), 'py');
  });
});
