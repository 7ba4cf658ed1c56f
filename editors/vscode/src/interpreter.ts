/** The Python that the Python extension has chosen, where that extension is there. */

import * as vscode from 'vscode';

const EXTENSION = 'ms-python.python';

/** The part of that extension's interface that is used here. */
interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

async function environments(): Promise<PythonApi['environments']> {
  const extension = vscode.extensions.getExtension<PythonApi>(EXTENSION);
  if (!extension) return undefined;
  try {
    return (await extension.activate()).environments;
  } catch {
    return undefined; // it is broken, and says so itself
  }
}

/** The path of the chosen Python. */
export async function interpreter(folder?: vscode.Uri): Promise<string | undefined> {
  const api = await environments();
  const chosen = api && (await api.resolveEnvironment(api.getActiveEnvironmentPath(folder)));
  return chosen?.executable.uri?.fsPath;
}

/** Call back when another Python is chosen. */
export async function onOtherInterpreter(changed: () => void): Promise<vscode.Disposable | undefined> {
  return (await environments())?.onDidChangeActiveEnvironmentPath(changed);
}
