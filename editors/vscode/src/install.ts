/** What is said and offered where citecheck is not installed. */

import * as vscode from 'vscode';

const RUN = 'Install in a terminal';
const COPY = 'Copy the command';
const SET = 'Open the settings';
export const START = 'Start';
const PACKAGE = 'citecheck-lint';

/** The line that installs citecheck for a Python. */
export function installLine(python: string, platform: NodeJS.Platform): string {
  if (!/[^\w./:\\-]/.test(python)) return `${python} -m pip install ${PACKAGE}`;
  const quoted = platform === 'win32' ? `& "${python}"` : `'${python.replaceAll("'", "'\\''")}'`;
  return `${quoted} -m pip install ${PACKAGE}`;
}

/** Ask what to do; the answer says whether the writer wants another try. */
export async function offerInstall(line: string, wrongSetting: boolean): Promise<boolean> {
  if (wrongSetting) {
    const told = 'The program of the setting citecheck.server.command is not there.';
    if ((await vscode.window.showErrorMessage(told, SET)) === SET) await openSettings();
    return false;
  }
  const told = 'citecheck is in no environment of this workspace and not on PATH, so citations are not checked.';
  switch (await vscode.window.showWarningMessage(told, RUN, COPY, SET)) {
    case RUN: {
      const terminal = vscode.window.createTerminal('citecheck');
      terminal.show();
      terminal.sendText(line, true);
      return (await vscode.window.showInformationMessage('When citecheck is installed:', START)) === START;
    }
    case COPY:
      await vscode.env.clipboard.writeText(line);
      return (await vscode.window.showInformationMessage(`Copied: ${line}`, START)) === START;
    case SET:
      await openSettings();
      return false;
    default:
      return false;
  }
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'citecheck.server.command');
}
