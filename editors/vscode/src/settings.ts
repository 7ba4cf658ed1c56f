/** The settings that are sent to the server: those that the writer set, so that configuration files keep the rest. */

import type * as vscode from 'vscode';

export const SECTION = 'citecheck';

/** Settings of this extension, which the server does not know. */
const OWN = /^(server|trace)(\.|$)/;

/** The names of the server's settings, as package.json lists them. */
export function settingNames(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { configuration: { properties: Record<string, unknown> } } };
  const names = Object.keys(contributes.configuration.properties).map((name) => name.slice(SECTION.length + 1));
  return names.filter((name) => !OWN.test(name));
}

/** The values that are set somewhere; what is only a default is left out. */
export function given(configuration: vscode.WorkspaceConfiguration, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => isSet(configuration.inspect(name))).map((name) => [name, configuration.get(name)]),
  );
}

function isSet(value: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  return [value?.globalValue, value?.workspaceValue, value?.workspaceFolderValue].some((one) => one !== undefined);
}
