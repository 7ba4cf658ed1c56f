/**
 * As much of VS Code as the extension and vscode-languageclient touch: values, events, and a window that remembers
 * what it was asked to show. Tests look into `editor`, and answer its questions there.
 */

import { URI, Utils } from 'vscode-uri';
import { Position, Range, TextDocument, type Value } from './values';

export * from './values';
export { URI as Uri };

type Callback<T> = (value: T) => unknown;

export class Disposable {
  constructor(private readonly act: () => unknown) {}
  static from(...parts: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }
  dispose(): void {
    this.act();
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<Callback<T>>();
  readonly event = (listener: Callback<T>, self?: unknown, all?: Disposable[]): Disposable => {
    const bound = listener.bind(self);
    this.listeners.add(bound);
    const one = new Disposable(() => this.listeners.delete(bound));
    all?.push(one);
    return one;
  };
  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Emitters {
  private readonly made = new Map<string, EventEmitter<unknown>>();
  of(name: string): EventEmitter<unknown> {
    const known = this.made.get(name) ?? new EventEmitter<unknown>();
    this.made.set(name, known);
    return known;
  }
}

const emitters = new Emitters();

/** The window as a test sees it. */
export const editor = {
  settings: {} as Record<string, unknown>,
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  ran: [] as { command: string; args: unknown[] }[],
  providers: new Map<string, Value>(),
  diagnostics: new Map<string, Value[]>(),
  messages: [] as string[],
  answer: (() => undefined) as (message: string, choices: string[]) => string | undefined,
  terminal: [] as string[],
  panels: [] as WebviewPanel[],
  output: [] as string[],
  extensions: new Map<string, unknown>(),
  opened: [] as string[],
  fire(event: string, value: unknown): void {
    emitters.of(event).fire(value);
  },
  /** Show a document, as if the writer had opened it. */
  open(file: string, languageId: string, text: string): TextDocument {
    const document = new TextDocument(URI.file(file), languageId, text);
    workspace.textDocuments.push(document);
    this.fire('onDidOpenTextDocument', document);
    window.activeTextEditor = { document };
    window.visibleTextEditors = [window.activeTextEditor];
    this.fire('onDidChangeActiveTextEditor', window.activeTextEditor);
    this.fire('onDidChangeVisibleTextEditors', window.visibleTextEditors);
    return document;
  },
  /** Type over a range. */
  type(document: TextDocument, range: Range, text: string): void {
    const change = document.replace(range, text);
    this.fire('onDidChangeTextDocument', { document, contentChanges: [change], reason: undefined });
  },
  /** Change a setting. */
  set(name: string, value: unknown): void {
    this.settings[name] = value;
    this.fire('onDidChangeConfiguration', {
      affectsConfiguration: (section: string) => name === section || name.startsWith(`${section}.`),
    });
  },
};

export interface WebviewPanel {
  title: string;
  webview: { html: string; options: unknown };
  options: Record<string, unknown>;
  dispose(): void;
}

function on(name: string) {
  return emitters.of(name).event;
}

function events(...names: string[]): Record<string, EventEmitter<unknown>['event']> {
  return Object.fromEntries(names.map((name) => [name, on(name)]));
}

function configuration(section = ''): Value {
  const full = (name: string) => (section ? `${section}.${name}` : name);
  return {
    get: (name: string, initial?: unknown) => editor.settings[full(name)] ?? initial,
    inspect: (name: string) => ({
      key: full(name),
      globalValue: undefined,
      workspaceValue: editor.settings[full(name)],
    }),
    has: (name: string) => full(name) in editor.settings,
  };
}

export const workspace = {
  isTrusted: true,
  textDocuments: [] as TextDocument[],
  notebookDocuments: [],
  workspaceFolders: undefined as { uri: URI; name: string; index: number }[] | undefined,
  getConfiguration: configuration,
  getWorkspaceFolder: () => workspace.workspaceFolders?.[0],
  createFileSystemWatcher: () => ({
    ...events('onDidCreate', 'onDidChange', 'onDidDelete'),
    dispose: () => undefined,
  }),
  applyEdit: (edit: Value) => {
    for (const [uri, edits] of edit['all'] as [URI, { range: Range; newText: string }[]][]) {
      const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
      for (const one of [...edits].reverse()) if (document) editor.type(document, one.range, one.newText);
    }
    return Promise.resolve(true);
  },
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  ...events(
    ...['onDidOpenTextDocument', 'onDidChangeTextDocument', 'onDidCloseTextDocument', 'onDidSaveTextDocument'],
    ...[
      'onWillSaveTextDocument',
      'onDidChangeConfiguration',
      'onDidChangeWorkspaceFolders',
      'onDidGrantWorkspaceTrust',
    ],
    ...[
      'onDidOpenNotebookDocument',
      'onDidChangeNotebookDocument',
      'onDidSaveNotebookDocument',
      'onDidCloseNotebookDocument',
    ],
    ...['onDidCreateFiles', 'onDidRenameFiles', 'onDidDeleteFiles'],
    ...['onWillCreateFiles', 'onWillRenameFiles', 'onWillDeleteFiles'],
  ),
};

function ask(message: string, ...choices: unknown[]): Promise<string | undefined> {
  editor.messages.push(message);
  const texts = choices.filter((choice): choice is string => typeof choice === 'string');
  return Promise.resolve(editor.answer(message, texts));
}

function log(level: string) {
  return (message: string) => editor.output.push(`${level}: ${message}`);
}

export const window = {
  activeTextEditor: undefined as { document: TextDocument } | undefined,
  visibleTextEditors: [] as { document: TextDocument }[],
  tabGroups: { all: [], ...events('onDidChangeTabs', 'onDidChangeTabGroups') },
  createOutputChannel: (name: string) => ({
    name,
    logLevel: LogLevel.Info,
    ...Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine'].map((l) => [l, log(l)])),
    show: () => editor.ran.push({ command: 'output', args: [name] }),
    dispose: () => undefined,
    ...events('onDidChangeLogLevel'),
  }),
  showInformationMessage: ask,
  showWarningMessage: ask,
  showErrorMessage: ask,
  createTerminal: () => ({ show: () => undefined, sendText: (text: string) => editor.terminal.push(text) }),
  registerTreeDataProvider: (name: string, provider: Value) => {
    editor.providers.set(name, provider);
    return new Disposable(() => editor.providers.delete(name));
  },
  createWebviewPanel: (_view: string, title: string, _where: unknown, options: Record<string, unknown>) => {
    const closed = new EventEmitter<undefined>();
    const panel = {
      title,
      webview: { html: '', options },
      options,
      reveal: () => undefined,
      onDidDispose: closed.event,
      dispose: () => {
        closed.fire(undefined);
      },
    };
    editor.panels.push(panel);
    return panel;
  },
  withProgress: (_options: unknown, task: (...args: unknown[]) => unknown) =>
    task({ report: () => undefined }, { isCancellationRequested: false, onCancellationRequested: on('cancel') }),
  showTextDocument: (uri: URI) => {
    editor.opened.push(uri.toString());
    return Promise.resolve({});
  },
  ...events('onDidChangeActiveTextEditor', 'onDidChangeVisibleTextEditors'),
};

export const commands = {
  registerCommand: (name: string, run: (...args: unknown[]) => unknown) => {
    if (editor.commands.has(name)) throw new Error(`command ${name} is there already`);
    editor.commands.set(name, run);
    return new Disposable(() => editor.commands.delete(name));
  },
  executeCommand: async (command: string, ...args: unknown[]): Promise<unknown> => {
    editor.ran.push({ command, args });
    return await editor.commands.get(command)?.(...args);
  },
};

interface Filter {
  language?: string;
  scheme?: string;
  pattern?: string;
}

/** How well a document fits a selector; patterns are of the form `**` + `/*.{a,b}`. */
function match(selector: Filter | readonly Filter[], document: TextDocument): number {
  const filters = Array.isArray(selector) ? (selector as Filter[]) : [selector as Filter];
  return filters.some(
    ({ language, scheme, pattern }) =>
      (!language || language === document.languageId) &&
      (!scheme || scheme === document.uri.scheme) &&
      (!pattern || pattern.slice(6, -1).split(',').includes(Utils.extname(document.uri).slice(1))),
  )
    ? 10
    : 0;
}

const PROVIDERS =
  'CallHierarchy CodeActions CodeLens Color CompletionItem Declaration Definition DocumentFormatting DocumentHighlight ' +
  'DocumentLink DocumentRangeFormatting DocumentRangeSemanticTokens DocumentSemanticTokens DocumentSymbol FoldingRange ' +
  'Hover Implementation InlayHints InlineCompletionItem InlineValues LinkedEditingRange OnTypeFormatting Reference ' +
  'Rename SelectionRange SignatureHelp TypeDefinition TypeHierarchy WorkspaceSymbol';

function register(name: string) {
  return (...args: unknown[]) => {
    const provider = args.find((arg) => typeof arg === 'object' && !Array.isArray(arg)) as Value;
    editor.providers.set(name, provider);
    return new Disposable(() => editor.providers.delete(name));
  };
}

export const languages = {
  match,
  createDiagnosticCollection: () => ({
    set: (uri: URI, found: Value[]) => {
      editor.diagnostics.set(uri.toString(), found);
      editor.fire('onDidChangeDiagnostics', { uris: [uri] });
    },
    delete: (uri: URI) => editor.diagnostics.delete(uri.toString()),
    has: (uri: URI) => editor.diagnostics.has(uri.toString()),
    get: (uri: URI) => editor.diagnostics.get(uri.toString()),
    clear: () => {
      editor.diagnostics.clear();
    },
    dispose: () => undefined,
  }),
  ...events('onDidChangeDiagnostics'),
  ...Object.fromEntries(
    PROVIDERS.split(' ').flatMap((name) => [
      [`register${name}Provider`, register(name)],
      [`register${name}EditProvider`, register(name)],
    ]),
  ),
};

export const env = {
  appName: 'test',
  language: 'en',
  clipboard: { writeText: (text: string) => Promise.resolve(editor.terminal.push(`copied ${text}`)) },
  openExternal: () => Promise.resolve(true),
};
export const extensions = { getExtension: (id: string) => editor.extensions.get(id) };
export const version = '1.91.0';
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export { Position };
