/** The extension: what VS Code calls, and what each of its parts is told. */

import * as vscode from 'vscode';
import { ReportPanel } from './report';
import { DOCUMENTS, Server } from './server';
import { SECTION } from './settings';
import { Works, type Work } from './works';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('citecheck', { log: true });
  const server = new Server(context.extension.packageJSON, output);
  const report = new ReportPanel((uri) => server.execute<string | null>('citecheck.report', uri));
  const works = new Works(async (uri) => (await server.execute<Work[]>('citecheck.works', uri)) ?? []);
  context.subscriptions.push(
    output,
    server,
    report,
    works,
    vscode.window.registerTreeDataProvider('citecheck.worksView', works),
    ...commands(server, output, report, works),
    ...events(server, report, works),
  );
  watch(vscode.window.activeTextEditor, works);
  await server.restart();
  works.refresh();
}

function commands(
  server: Server,
  output: vscode.LogOutputChannel,
  report: ReportPanel,
  works: Works,
): vscode.Disposable[] {
  const register = (name: string, run: () => unknown) => vscode.commands.registerCommand(`citecheck.${name}`, run);
  return [
    register('restart', async () => {
      await server.restart();
      works.refresh();
    }),
    register('showOutput', () => {
      output.show(true);
    }),
    register('refreshWorks', () => {
      works.refresh();
    }),
    register('openReport', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document && isOurs(document)) await report.show(document.uri);
      else void vscode.window.showInformationMessage('Open a manuscript first: its report is shown beside it.');
    }),
  ];
}

function events(server: Server, report: ReportPanel, works: Works): vscode.Disposable[] {
  return [
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(`${SECTION}.server`)) await server.restart();
      else if (change.affectsConfiguration(SECTION)) await server.configure();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidSaveTextDocument((document) => report.saved(document.uri)),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      watch(editor, works);
    }),
    vscode.languages.onDidChangeDiagnostics((change) => {
      if (change.uris.some((uri) => works.shows(uri))) works.refresh();
    }),
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (works.shows(change.document.uri)) works.refresh();
    }),
  ];
}

function watch(editor: vscode.TextEditor | undefined, works: Works): void {
  if (editor && isOurs(editor.document)) works.show(editor.document.uri);
}

function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DOCUMENTS, document) > 0;
}
