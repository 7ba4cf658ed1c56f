/**
 * The settings in package.json, made from the schema of citecheck's configuration.
 *
 * node scripts/settings.mjs [--check]
 */

import { readFileSync, writeFileSync } from 'node:fs';

const schemaFile = new URL('../../../citecheck/config/citecheck.schema.json', import.meta.url);
const manifestFile = new URL('../package.json', import.meta.url);

/** Of no use in an editor: another file to build on, and the other name of `bibliography`. */
const LEFT_OUT = ['extend', 'bib'];

/** Settings of the extension itself. */
const OWN = {
  'citecheck.server.command': {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'machine-overridable',
    markdownDescription:
      'The program to start, and what comes before `lsp`: `["/opt/citecheck/bin/citecheck"]` or `["uvx", "--from", "citecheck-lint", "citecheck"]`. ' +
      'Where it is empty, citecheck is looked for in `.venv` and `venv` of the workspace, in the environment of the Python extension, and on `PATH`.',
  },
  'citecheck.trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    description: 'What is said between the editor and the server, in the output channel.',
  },
};

/** A list of texts, a choice, a text: one type each, as the settings editor shows them. */
function typed(option) {
  const { anyOf, description: _, examples: __, ...rest } = option;
  if (!anyOf) return rest.type === 'object' ? { ...rest, additionalProperties: alternatives(rest) } : rest;
  const list = anyOf.find((one) => one.type === 'array');
  if (list) return list;
  if (anyOf.every((one) => one.enum)) return { type: 'string', enum: anyOf.flatMap((one) => one.enum) };
  return { type: anyOf.map((one) => one.type) };
}

function alternatives({ additionalProperties: values }) {
  return values.enum ? { type: 'string', enum: values.enum } : values;
}

function setting(name, option) {
  const made = typed(option);
  const example = option.examples?.length ? ` Example: \`${JSON.stringify(option.examples[0])}\`.` : '';
  return {
    ...made,
    default: initial(name, made.type),
    scope: 'window',
    markdownDescription: option.description + example,
  };
}

/** What the settings editor shows before anything is set; it is never sent to the server. */
const DEFAULTS = {
  'citation-format': 'auto',
  'force-exclude': false,
  'respect-gitignore': true,
  'max-size': '20M',
  baseline: '',
};

function initial(name, type) {
  const value = DEFAULTS[name] ?? { array: [], object: {} }[type];
  if (value === undefined) throw new Error(`say in DEFAULTS what ${name} is where nobody sets it`);
  return value;
}

const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const before = readFileSync(manifestFile, 'utf8');
const manifest = JSON.parse(before);
manifest.contributes.configuration = {
  title: 'citecheck',
  properties: {
    ...OWN,
    ...Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => !LEFT_OUT.includes(name))
        .map(([name, option]) => [`citecheck.${name}`, setting(name, option)]),
    ),
  },
};
const after = JSON.stringify(manifest, null, 2) + '\n';
if (!process.argv.includes('--check')) {
  writeFileSync(manifestFile, after);
} else if (before !== after) {
  console.error('the settings in package.json are not those of citecheck.schema.json: run `npm run settings`');
  process.exit(1);
}
