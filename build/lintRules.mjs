/**
 * Rules of this house that oxlint has no own words for (.oxlintrc.json turns them on per folder).
 * - `house/no-clock`: pure code takes the moment as an argument; it does not read a clock.
 * - `house/no-random`: nor does it throw dice.
 * - `house/one-window`: windows are made in one file, where they get their guards.
 */

const isNamed = (node, name) => node.type === 'Identifier' && node.name === name;

/** `Date.now`, `globalThis.Date.now`, `Temporal.Now.instant`, … */
const isMember = (node, object, property) =>
  node.type === 'MemberExpression' &&
  isNamed(node.property, property) &&
  (isNamed(node.object, object) ||
    (node.object.type === 'MemberExpression' && isNamed(node.object.property, object)));

const noClock = {
  create(context) {
    const message = 'This reads the clock. Pure code takes the moment as an argument.';
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
          context.report({ node, message: 'This throws dice. Pure code takes chance as an argument.' });
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
            message: 'Windows are made in main/shell/window.ts only, with their guards.',
          });
        }
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'no-clock': noClock, 'no-random': noRandom, 'one-window': oneWindow },
};
