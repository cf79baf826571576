/**
 * Lint rules of this project (.oxlintrc.json turns them on by folder).
 * - `jarvis/imports`: a folder imports only what architecture.mjs allows.
 * - `jarvis/no-clock`: pure code takes the time as an argument instead of reading a clock.
 * - `jarvis/no-random`: pure code takes random values as arguments.
 * - `jarvis/one-window`: windows are created in one file, where they get their guards.
 */
import path from 'node:path';
import { builtinModules } from 'node:module';
import { architecture } from './architecture.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** @returns the path of a file from the project's root, with forward slashes */
const fromRoot = (file) => path.relative(root, file).replaceAll('\\', '/');

const isWithin = (file, folder) => file === folder || file.startsWith(`${folder}/`);

/** Returns the longest key that contains the file. */
const keyOf = (file) =>
  Object.keys(architecture)
    .filter((key) => isWithin(file, key))
    .toSorted((a, b) => b.length - a.length)[0];

const isNode = (name) => name.startsWith('node:') || builtinModules.includes(name);

/** @returns what is wrong with an import, or null */
function importProblem(file, specifier, typeOnly) {
  const key = keyOf(file);
  if (key === undefined) return null;
  const rule = architecture[key];
  if (!specifier.startsWith('.')) {
    if (isNode(specifier)) return rule.packages.includes('node') ? null : `${key} is free of Node's modules.`;
    const allowed = rule.packages.some((name) => isWithin(specifier, name));
    return allowed ? null : `${key} may not import the package ${specifier}.`;
  }
  const target = fromRoot(path.resolve(root, path.dirname(file), specifier));
  const own = key.includes('.') ? path.posix.dirname(key) : key;
  if ([own, 'shared', ...rule.folders].some((folder) => isWithin(target, folder))) {
    return null;
  }
  if (rule.files?.includes(target)) return null;
  if (rule.types.includes(target))
    return typeOnly ? null : `${key} may import only types from ${target}: values are handed in.`;
  return `${key} may not import ${target} (build/architecture.mjs).`;
}

const imports = {
  create(context) {
    const file = fromRoot(context.filename ?? context.getFilename());
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const message = importProblem(file, source.value, typeOnly);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal ?? node.argument, true),
    };
  },
};

const isNamed = (node, name) => node.type === 'Identifier' && node.name === name;

/** `Date.now`, `globalThis.Date.now`, `Temporal.Now.instant`, … */
const isMember = (node, object, property) =>
  node.type === 'MemberExpression' &&
  isNamed(node.property, property) &&
  (isNamed(node.object, object) ||
    (node.object.type === 'MemberExpression' && isNamed(node.object.property, object)));

const noClock = {
  create(context) {
    const message = 'This reads the clock. Pure code takes the time as an argument.';
    const readsDate = (node) => {
      if (isNamed(node.callee, 'Date') && (node.type === 'CallExpression' || node.arguments.length === 0)) {
        context.report({ node, message });
      }
    };
    return {
      NewExpression: readsDate,
      CallExpression: readsDate,
      MemberExpression(node) {
        const clocks = [
          ['Date', 'now'],
          ['performance', 'now'],
          ['Temporal', 'Now'],
        ];
        if (clocks.some(([object, property]) => isMember(node, object, property))) {
          context.report({ node, message });
        }
      },
    };
  },
};

const noRandom = {
  create(context) {
    return {
      MemberExpression(node) {
        if (isMember(node, 'Math', 'random') || isMember(node, 'crypto', 'randomUUID')) {
          context.report({ node, message: 'This is random. Pure code takes random values as arguments.' });
        }
      },
    };
  },
};

const oneWindow = {
  create(context) {
    const kinds = ['BrowserWindow', 'BaseWindow', 'WebContentsView'];
    return {
      NewExpression(node) {
        const name = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
        if (kinds.some((kind) => isNamed(name, kind))) {
          context.report({
            node,
            message: 'Windows are created in main/window/appWindow.ts only, with their guards.',
          });
        }
      },
    };
  },
};

export default {
  meta: { name: 'jarvis' },
  rules: { imports, 'no-clock': noClock, 'no-random': noRandom, 'one-window': oneWindow },
};
