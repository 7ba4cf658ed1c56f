/** The values of VS Code's interface: those with behaviour that tests rest on, and the others as bags of properties. */

import type { URI } from 'vscode-uri';

/** Whatever VS Code has and the tests look at by name. */
export type Value = Record<string, unknown>;

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  isBefore(other: Position): boolean {
    return this.line < other.line || (this.line === other.line && this.character < other.character);
  }
  isEqual(other: Position): boolean {
    return this.line === other.line && this.character === other.character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position | number, end: Position | number, endLine?: number, endCharacter?: number) {
    this.start = typeof start === 'number' ? new Position(start, end as number) : start;
    this.end = typeof start === 'number' ? new Position(endLine ?? 0, endCharacter ?? 0) : (end as Position);
  }
  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
  }
}

export class TextDocument {
  version = 1;
  isDirty = false;
  isClosed = false;
  eol = 1;
  constructor(
    readonly uri: URI,
    readonly languageId: string,
    private text: string,
  ) {}
  get fileName(): string {
    return this.uri.fsPath;
  }
  get lineCount(): number {
    return this.text.split('\n').length;
  }
  getText(range?: Range): string {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }
  offsetAt({ line, character }: Position): number {
    const lines = this.text.split('\n').slice(0, line);
    return lines.reduce((sum, one) => sum + one.length + 1, 0) + character;
  }
  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines[lines.length - 1]?.length ?? 0);
  }
  /** The range of a text that stands in the document. */
  rangeOf(text: string): Range {
    const at = this.text.indexOf(text);
    if (at < 0) throw new Error(`${text} is not in the document`);
    return new Range(this.positionAt(at), this.positionAt(at + text.length));
  }
  replace(range: Range, text: string): Value {
    const [start, end] = [this.offsetAt(range.start), this.offsetAt(range.end)];
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.version += 1;
    return { range, rangeOffset: start, rangeLength: end - start, text };
  }
}

export class WorkspaceEdit {
  readonly all: [URI, unknown[]][] = [];
  set(uri: URI, edits: unknown[]): void {
    this.all.push([uri, edits]);
  }
}

export class CodeActionKind {
  static readonly Empty = new CodeActionKind('');
  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly Refactor = new CodeActionKind('refactor');
  static readonly RefactorExtract = new CodeActionKind('refactor.extract');
  static readonly RefactorInline = new CodeActionKind('refactor.inline');
  static readonly RefactorMove = new CodeActionKind('refactor.move');
  static readonly RefactorRewrite = new CodeActionKind('refactor.rewrite');
  static readonly Source = new CodeActionKind('source');
  static readonly SourceFixAll = new CodeActionKind('source.fixAll');
  static readonly SourceOrganizeImports = new CodeActionKind('source.organizeImports');
  static readonly Notebook = new CodeActionKind('notebook');
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}

export class MarkdownString {
  isTrusted: unknown = false;
  constructor(public value = '') {}
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class TreeItem {
  constructor(readonly label: string) {}
}
export class ThemeIcon {
  constructor(readonly id: string) {}
}
export class CancellationError extends Error {}
export class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    // nothing is held
  }
}

/** A class that keeps the arguments it is made with, under these names. */
function kept(...names: string[]): new (...args: unknown[]) => Value {
  return class implements Record<string, unknown> {
    [name: string]: unknown;
    constructor(...args: unknown[]) {
      names.forEach((name, at) => (this[name] = args[at]));
    }
  };
}

export const Diagnostic = kept('range', 'message', 'severity');
export const DiagnosticRelatedInformation = kept('location', 'message');
export const Location = kept('uri', 'range');
export const TextEdit = kept('range', 'newText');
export const SnippetString = kept('value');
export const SnippetTextEdit = kept('range', 'snippet');
export const CodeAction = kept('title', 'kind');
export const CodeLens = kept('range', 'command');
export const Hover = kept('contents', 'range');
export const CompletionItem = kept('label', 'kind');
export const CompletionList = kept('items', 'isIncomplete');
export const InlayHint = kept('position', 'label', 'kind');
export const InlayHintLabelPart = kept('value');
export const DocumentLink = kept('range', 'target');
export const DocumentSymbol = kept('name', 'detail', 'kind', 'range', 'selectionRange');
export const SymbolInformation = kept('name', 'kind', 'containerName', 'location');
export const DocumentHighlight = kept('range', 'kind');
export const FoldingRange = kept('start', 'end', 'kind');
export const SemanticTokens = kept('data', 'resultId');
export const SemanticTokensEdit = kept('start', 'deleteCount', 'data');
export const SemanticTokensEdits = kept('edits', 'resultId');
export const SemanticTokensLegend = kept('tokenTypes', 'tokenModifiers');
export const CallHierarchyItem = kept();
export const CallHierarchyIncomingCall = kept();
export const CallHierarchyOutgoingCall = kept();
export const TypeHierarchyItem = kept();
export const SelectionRange = kept('range', 'parent');
export const SignatureHelp = kept();
export const SignatureInformation = kept();
export const ParameterInformation = kept();
export const LinkedEditingRanges = kept();
export const Color = kept();
export const ColorInformation = kept();
export const ColorPresentation = kept();
export const InlineValueText = kept();
export const InlineValueVariableLookup = kept();
export const InlineValueEvaluatableExpression = kept();
export const InlineCompletionItem = kept();
export const InlineCompletionList = kept();
export const RelativePattern = kept('baseUri', 'pattern');
export const TabInputText = kept('uri');
export const TabInputTextDiff = kept();
export const TabInputCustom = kept();
export const TabInputNotebook = kept();

function numbered(names: string, first = 0): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name, at) => [name, at + first]));
}

export const DiagnosticSeverity = numbered('Error Warning Information Hint');
export const DiagnosticTag = numbered('Unnecessary Deprecated', 1);
export const SymbolTag = numbered('Deprecated', 1);
export const CompletionItemTag = numbered('Deprecated', 1);
export const CompletionItemKind = numbered('Text Method Function Constructor Field Variable Class Interface Module');
export const CompletionTriggerKind = numbered('Invoke TriggerCharacter TriggerForIncompleteCompletions');
export const CodeActionTriggerKind = numbered('Invoke Automatic', 1);
export const InlineCompletionTriggerKind = numbered('Invoke Automatic');
export const SignatureHelpTriggerKind = numbered('Invoke TriggerCharacter ContentChange', 1);
export const DocumentHighlightKind = numbered('Text Read Write');
export const FoldingRangeKind = numbered('Comment Imports Region', 1);
export const FileType = numbered('Unknown File Directory');
export const NotebookCellKind = numbered('Markup Code', 1);
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const SymbolKind = numbered('File Module Namespace Package Class Method Property');
export const TextDocumentSaveReason = numbered('Manual AfterDelay FocusOut', 1);
export const ViewColumn = { Active: -1, Beside: -2 };
