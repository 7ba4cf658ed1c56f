/** The HTML report of a manuscript in a panel beside it. */

import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** Writes the report of a document and answers with its path; null where there is none, undefined without a server. */
export type Write = (uri: string) => Promise<string | null | undefined>;

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

/** Whether a page says itself that it loads nothing; a page that does not is not shown. */
export function isClosed(html: string): boolean {
  const policy = (POLICY.exec(html.slice(0, 4_000))?.[1] ?? '').replaceAll('&#39;', "'");
  return /(^|;)\s*default-src 'none'/.test(policy) && !policy.includes('unsafe-');
}

/** One panel, which shows the report of one document after the other. */
export class ReportPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: vscode.Uri | undefined;

  constructor(private readonly write: Write) {}

  /** Show the report of a document. */
  async show(uri: vscode.Uri): Promise<void> {
    const html = await this.page(uri);
    if (html === undefined) return;
    this.panel ??= this.created();
    this.shown = uri;
    this.panel.title = `Citations in ${path.basename(uri.fsPath)}`;
    this.panel.webview.html = html;
    this.panel.reveal(undefined, true);
  }

  /** The document was saved: where the panel shows it, show it as it is now. */
  async saved(uri: vscode.Uri): Promise<void> {
    if (!this.panel || this.shown?.toString() !== uri.toString()) return;
    const html = await this.page(uri);
    // The panel may have gone, or turned to another document, while the report was written.
    if (html !== undefined && this.shown.toString() === uri.toString()) this.panel.webview.html = html;
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private async page(uri: vscode.Uri): Promise<string | undefined> {
    const file = await this.write(uri.toString());
    if (!file) {
      const told = file === null ? 'cannot report on this document.' : 'is not running; its output says why.';
      void vscode.window.showInformationMessage(`citecheck ${told}`);
      return undefined;
    }
    const html = await readFile(file, 'utf8');
    if (path.dirname(file) === path.resolve(tmpdir())) await rm(file, { force: true });
    if (isClosed(html)) return html;
    void vscode.window.showErrorMessage(
      'This report has no policy that forbids it to load anything, and is not shown.',
    );
    return undefined;
  }

  private created(): vscode.WebviewPanel {
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel('citecheck.report', 'Citations', where, {
      enableScripts: true, // the page's own script, by the hash in its policy
      enableFindWidget: true,
      localResourceRoots: [],
      retainContextWhenHidden: true,
    });
    panel.onDidDispose(() => {
      this.panel = this.shown = undefined;
    });
    return panel;
  }
}
