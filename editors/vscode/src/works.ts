/** The works of the manuscript that is being written, as a tree view. */

import * as vscode from 'vscode';

/** A work as the server lists it. */
export interface Work {
  readonly id: string;
  /** The reference, in Markdown. */
  readonly text: string;
  readonly cited: number;
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}
interface Place {
  readonly line: number;
  readonly character: number;
}

export type List = (uri: string) => Promise<Work[]>;

/** One row a work: click it, and its entry opens. */
export class Works implements vscode.TreeDataProvider<Work>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private document: vscode.Uri | undefined;
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly list: List) {}

  /** Show the works of another document. */
  show(document: vscode.Uri): void {
    this.document = document;
    this.refresh();
  }

  /** Ask again, when the writer rests. */
  refresh(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.changed.fire(undefined);
    }, 300);
  }

  /** Whether the works of this document are shown. */
  shows(document: vscode.Uri): boolean {
    return this.document?.toString() === document.toString();
  }

  async getChildren(parent?: Work): Promise<Work[]> {
    if (parent || !this.document) return [];
    const works = await this.list(this.document.toString());
    return works.sort((one, other) => unmarked(one.text).localeCompare(unmarked(other.text)));
  }

  getTreeItem(work: Work): vscode.TreeItem {
    const { start, end } = work.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    const item = new vscode.TreeItem(unmarked(work.text));
    item.id = `${work.uri}#${work.id}:${start.line}`;
    item.description = times(work.cited);
    item.tooltip = new vscode.MarkdownString(`${work.text}\n\n${work.id}, ${times(work.cited)}`);
    item.iconPath = new vscode.ThemeIcon(work.cited ? 'book' : 'circle-outline');
    item.contextValue = work.cited ? 'cited' : 'uncited';
    item.command = {
      title: 'Open the entry',
      command: 'vscode.open',
      arguments: [vscode.Uri.parse(work.uri), { selection }],
    };
    return item;
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.changed.dispose();
  }
}

/** Markdown as plain text: emphasis and escapes taken off. */
export function unmarked(text: string): string {
  return text.replace(/\\([\\`*_{}[\]<>#|~])|\*/g, (_, escaped: string | undefined) => escaped ?? '');
}

export function times(count: number): string {
  return count === 0 ? 'not cited' : count === 1 ? 'cited once' : count === 2 ? 'cited twice' : `cited ${count} times`;
}
