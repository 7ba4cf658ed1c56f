/** Where the server comes from: the first program called citecheck that is there. */

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

/** A program to start, and where it was found, in words. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly from: string;
}

/** What is known of a workspace before the server is started. */
export interface Places {
  /** `citecheck.server.command`: a program and what comes before `lsp`; empty where it is not set. */
  readonly setting: readonly string[];
  /** The folders of the workspace; none where it is not trusted. */
  readonly folders: readonly string[];
  /** The Python that another extension has chosen. */
  readonly interpreter?: string | undefined;
  /** The folders of PATH, as the system writes them. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
}

export const ENVIRONMENTS = ['.venv', 'venv'] as const;

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first of the places that has the program; a setting stands alone: where it leads nowhere, nothing is found. */
export function find(places: Places, is: (file: string) => boolean = isProgram): Command | undefined {
  return candidates(places).find((candidate) => is(candidate.program));
}

/** All places where the program may be, the likeliest first. */
export function candidates(places: Places): Command[] {
  const [program, ...args] = places.setting;
  if (program) {
    return named(expanded(program, places.folders), places).map((file) => ({
      program: file,
      args: [...args, 'lsp'],
      from: 'the setting citecheck.server.command',
    }));
  }
  const files = names('citecheck', places.platform);
  const scripts = places.platform === 'win32' ? 'Scripts' : 'bin';
  const inside = places.folders.flatMap((folder) =>
    ENVIRONMENTS.map((environment) => [path.join(folder, environment, scripts), `${environment} of the workspace`]),
  );
  const chosen = places.interpreter
    ? [[path.dirname(places.interpreter), 'the environment of the Python extension']]
    : [];
  const searched = searchFolders(places).map((folder) => [folder, 'PATH']);
  return [...inside, ...chosen, ...searched].flatMap(([folder = '', from = '']) =>
    files.map((file) => ({ program: path.join(folder, file), args: ['lsp'], from })),
  );
}

/** The Python to install with: that of an environment of the workspace, the chosen one, or the system's. */
export function python(places: Places, is: (file: string) => boolean = isProgram): string {
  const windows = places.platform === 'win32';
  const inside = places.folders.flatMap((folder) =>
    ENVIRONMENTS.map((name) => path.join(folder, name, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python')),
  );
  return inside.find(is) ?? places.interpreter ?? (windows ? 'py' : 'python3');
}

function expanded(program: string, folders: readonly string[]): string {
  const home = program.startsWith('~/') ? path.join(homedir(), program.slice(2)) : program;
  return home.replaceAll('${workspaceFolder}', folders[0] ?? '');
}

function named(program: string, places: Places): string[] {
  if (path.isAbsolute(program)) return names(program, places.platform);
  if (/[\\/]/.test(program)) return places.folders.flatMap((f) => names(path.join(f, program), places.platform));
  return searchFolders(places).flatMap((f) => names(path.join(f, program), places.platform));
}

function names(program: string, platform: NodeJS.Platform): string[] {
  return platform === 'win32' && !program.toLowerCase().endsWith('.exe') ? [`${program}.exe`] : [program];
}

/** Only absolute ones: `.` in PATH would start what lies in the workspace. */
function searchFolders(places: Places): string[] {
  const folders = places.searchPath.split(places.platform === 'win32' ? ';' : ':');
  return folders.filter((folder) => path.isAbsolute(folder));
}
