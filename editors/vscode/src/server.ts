/** The language server: found, started, asked, restarted. */

import * as vscode from 'vscode';
import {
  ExecuteCommandRequest,
  LanguageClient,
  ReferencesRequest,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient/node';
import { find, python, type Command, type Places } from './find';
import { installLine, offerInstall } from './install';
import { interpreter, onOtherInterpreter } from './interpreter';
import { given, SECTION, settingNames } from './settings';

/** The documents that citecheck reads. */
export const DOCUMENTS = [
  ...['markdown', 'plaintext', 'bibtex', 'quarto', 'rmd'].map((language) => ({ scheme: 'file', language })),
  { scheme: 'file', pattern: '**/*.{bib,qmd,rmd,Rmd}' },
];
const CITATIONS = 'citecheck.showCitations'; // the command of a code lens

/** One server for all folders of a window. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private starting: Promise<void> = Promise.resolve();
  private readonly names: string[];
  private told: Promise<vscode.Disposable | undefined> | undefined;

  constructor(
    manifest: unknown,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.names = settingNames(manifest);
  }

  /** Start, or stop and start anew; calls are met one after the other. */
  restart(): Promise<void> {
    this.starting = this.starting.then(() => this.begin());
    return this.starting;
  }

  /** Ask the server to carry out a command; undefined while there is no server. */
  async execute<Answer>(command: string, ...args: unknown[]): Promise<Answer | undefined> {
    await this.starting;
    if (!this.client?.isRunning()) return undefined;
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as Answer;
  }

  /** Tell the server of settings that have changed. */
  async configure(): Promise<void> {
    await this.starting;
    const settings = { [SECTION]: this.settings() };
    await this.client?.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`the server did not stop as it should: ${String(error)}`);
    }
  }

  async dispose(): Promise<void> {
    await Promise.all([this.stop(), this.told?.then((told) => void told?.dispose())]);
  }

  private async begin(): Promise<void> {
    await this.stop();
    const places = await this.places();
    const command = find(places);
    if (!command) {
      this.output.warn('citecheck was not found');
      this.offer(places);
      return;
    }
    this.output.info(`starting ${[command.program, ...command.args].join(' ')} (${command.from})`);
    this.client = new LanguageClient(SECTION, SECTION, this.options(command, places), this.clientOptions());
    try {
      await this.client.start();
    } catch (error) {
      this.output.error(`the server did not start: ${String(error)}`);
      const told = `${command.program} did not start as a language server. Is it an old version?`;
      void vscode.window.showErrorMessage(`citecheck: ${told}`);
    }
  }

  private offer(places: Places): void {
    const line = installLine(python(places), places.platform);
    void offerInstall(line, places.setting.length > 0).then((again) => (again ? this.restart() : undefined));
  }

  private async places(): Promise<Places> {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    const searchPath = process.env['PATH'] ?? '';
    const known = {
      setting: vscode.workspace.getConfiguration(SECTION).get<string[]>('server.command', []),
      folders: folders.map((folder) => folder.uri.fsPath),
      searchPath: '',
      platform: process.platform,
    };
    const here = known.setting.length > 0 || find(known) !== undefined;
    // The Python extension takes seconds to start: it is asked only where the workspace has no answer.
    if (here || !vscode.workspace.isTrusted) return { ...known, searchPath };
    const chosen = await interpreter(folders[0]?.uri);
    this.told ??= onOtherInterpreter(() => void this.restart());
    return { ...known, interpreter: chosen, searchPath };
  }

  private options(command: Command, places: Places) {
    const cwd = places.folders[0];
    return { command: command.program, args: [...command.args], options: cwd ? { cwd } : {} };
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.output,
      initializationOptions: this.settings(),
      middleware: this.middleware(),
    };
  }

  private settings(): Record<string, unknown> {
    return given(vscode.workspace.getConfiguration(SECTION), this.names);
  }

  private middleware(): Middleware {
    return {
      workspace: {
        configuration: (params, token, next) =>
          params.items.every((item) => item.section === SECTION)
            ? params.items.map(() => this.settings())
            : (next(params, token) as unknown[]),
      },
      executeCommand: (command, args: unknown[], next) =>
        command === CITATIONS ? this.showCitations(args) : (next(command, args) as unknown),
    };
  }

  /** The citations of an entry, as the editor shows references. */
  private async showCitations([uri, position]: unknown[]): Promise<void> {
    if (!this.client || typeof uri !== 'string') return;
    const { line, character } = position as vscode.Position;
    const found = await this.client.sendRequest(ReferencesRequest.type, {
      textDocument: { uri },
      position: { line, character },
      context: { includeDeclaration: false },
    });
    const converter = this.client.protocol2CodeConverter;
    const places = (found ?? []).map((one) => converter.asLocation(one));
    const at = new vscode.Position(line, character);
    await vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), at, places);
  }
}
