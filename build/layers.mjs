/**
 * Who may import whom, and which folder owns which package: the one table that the linter's rules about layers are made from.
 * `npm run layers` writes them to `.oxlintrc-layers.json`; a test fails where that was forgotten.
 *
 * @typedef {object} Layer
 * @property {readonly string[]} files the files that it is about
 * @property {readonly string[]} not top folders that they don't import
 * @property {string} why said when they do
 * @property {readonly string[]} [floors] folders beside their own that they don't import, since these stand on it
 * @property {readonly string[]} [owns] packages of {@link OWNED} that they may import
 * @property {string} [packages] a pattern of the packages that they don't import, in place of those that they don't own
 * @property {string} [packagesWhy] said when they do
 */

const ORPC_CLIENT = ['@orpc/client', '@orpc/contract', '@orpc/tanstack-query'];
const ORPC = [...ORPC_CLIENT, '@orpc/server'];

/** Packages that belong to a folder or two; a pattern each. */
const OWNED = [
  'node:.*',
  'better-sqlite3',
  'fflate',
  'yauzl',
  'yazl',
  'tar-stream',
  'js-yaml',
  'commander',
  'string-width',
  'electron',
  'ws',
  ...ORPC,
  'react',
  'react-dom',
  'cytoscape',
];

/** Folders of the registry from the ground up: each imports itself and those before it. */
const REGISTRY = [
  'files',
  'yaml',
  'way',
  'index',
  'layouts',
  'state',
  'columns',
  'ask',
  'change',
  'clean',
  'trash',
  'bring-in',
];

/** Folders of the window, in the same way. */
const WINDOW = ['text', 'kit', 'state', 'flows', 'inspector', 'palette', 'views', 'app'];

/** Packages of folders inside the registry. */
const REGISTRY_OWNS = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  files: ['yauzl', 'yazl', 'tar-stream'],
  index: ['better-sqlite3'],
  yaml: ['js-yaml'],
});

const NODE = ['node:.*'];

/** @type {Omit<Layer, 'files'>} */
const shared = { not: ['electron', 'renderer', 'test', 'build'], why: 'shared/ imports only itself.' };

/** @type {Omit<Layer, 'files'>} */
const registry = {
  not: ['renderer', 'shell', 'server', 'worker', 'cli', 'test', 'build'],
  why: 'The registry imports only itself and shared/.',
  owns: NODE,
};

/** @type {Omit<Layer, 'files'>} */
const renderer = {
  not: ['electron', 'test', 'build'],
  why: 'The renderer knows only shared/: it asks through the contract.',
  owns: ['react', 'react-dom'],
};

/**
 * The layers of folders that stand on each other.
 *
 * @param {string} root
 * @param {readonly string[]} floors from the ground up
 * @param {Omit<Layer, 'files'>} layer
 * @param {Readonly<Record<string, readonly string[]>>} [owns]
 * @returns {Layer[]}
 */
function stacked(root, floors, layer, owns = {}) {
  return floors.map((floor, at) => ({
    ...layer,
    files: [`${root}/${floor}/**`],
    floors: floors.slice(at + 1),
    owns: [...(layer.owns ?? []), ...(owns[floor] ?? [])],
  }));
}

/**
 * The last layer that fits a file decides alone.
 *
 * @type {readonly Layer[]}
 */
const LAYERS = [
  {
    ...shared,
    files: ['shared/**'],
    packages: '^[^.]',
    packagesWhy: 'shared/ runs everywhere: no Node, no Electron, no package that is not listed here.',
  },
  {
    ...shared,
    files: ['shared/api/**'],
    packages: '^([^.@z]|z[^o]|zo[^d]|zod.|@[^o]|@orpc/[^ct])',
    packagesWhy: 'shared/ runs everywhere: no Node, no Electron, no package but those of the contract.',
  },
  {
    files: ['electron/worker/**'],
    not: ['renderer', 'shell', 'server', 'cli', 'test', 'build'],
    why: 'Threads import only themselves, the registry and shared/.',
    owns: [...NODE, '@orpc/server', '@orpc/contract', '@orpc/tanstack-query'],
  },
  {
    files: ['electron/server/**'],
    not: ['renderer', 'shell', 'cli', 'test', 'build'],
    why: 'The browser host imports only itself, threads, the registry and shared/.',
    owns: [...NODE, 'ws', '@orpc/server', '@orpc/contract', '@orpc/tanstack-query'],
  },
  {
    files: ['electron/shell/**', 'electron/main.ts', 'electron/preload.ts'],
    not: ['renderer', 'cli', 'test', 'build'],
    why: 'The shell does not import the renderer, the command line or tests.',
    owns: [...NODE, 'electron', ...ORPC],
  },
  { ...registry, files: ['electron/registry/**'] },
  ...stacked('electron/registry', REGISTRY, registry, REGISTRY_OWNS),
  {
    files: ['electron/cli/**'],
    not: ['renderer', 'shell', 'test', 'build'],
    why: 'The command line imports only itself, the browser host, the registry, threads and shared/.',
    owns: [...NODE, 'commander', 'string-width'],
  },
  { ...renderer, files: ['renderer/**'] },
  ...stacked('renderer', WINDOW, renderer),
  {
    ...renderer,
    files: ['renderer/views/graph/**'],
    floors: ['app'],
    owns: [...(renderer.owns ?? []), 'cytoscape'],
  },
  {
    files: ['test/gallery/page/**'],
    not: ['electron', 'build'],
    why: 'The gallery’s pages are drawn in a browser: of the product they know the window, and what it asks through.',
    owns: ['react', 'react-dom', 'fflate', ...ORPC_CLIENT],
  },
];

const SHORTEST = {
  regex: String.raw`//|/\./|[^/.]\.*/\.\./|^\./\.\./|^(/|file:|data:)`,
  message: 'Write the shortest relative path: the layer check reads paths as written.',
};

const ENTRIES = {
  regex: String.raw`^(\.\./)+(electron/)?(main|preload)(\.ts)?$`,
  message: 'Nothing imports the app’s entries.',
};

const FOREIGN = 'Another folder owns this package; import what that folder makes of it.';

/** @param {Layer} layer @returns {{ regex: string, message: string }[]} */
function patternsOf({ not, why, floors = [], owns = [], packages, packagesWhy = FOREIGN }) {
  const foreign = OWNED.filter((name) => !owns.includes(name)).join('|');
  return [
    SHORTEST,
    { regex: String.raw`^(\.\./)+(.*/)?(${not.join('|')})(/|$)`, message: why },
    ENTRIES,
    ...(floors.length === 0
      ? []
      : [{ regex: String.raw`^(\.\./)+(${floors.join('|')})/`, message: 'That folder stands on this one.' }]),
    { regex: packages ?? `^(${foreign})(/|$)`, message: packagesWhy },
  ];
}

/** The configuration of the linter that holds the layers. */
export function layerRules() {
  const overrides = LAYERS.map((layer) => ({
    files: layer.files,
    rules: { 'no-restricted-imports': ['error', { patterns: patternsOf(layer) }] },
  }));
  const tests = {
    files: ['build/**', '*.config.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: String.raw`^(\.\./)+(.*/)?(test)(/|$)`, message: 'Only tests import tests.' },
            { regex: '^\\./test/', message: 'Only tests import tests.' },
          ],
        },
      ],
    },
  };
  return { overrides: [...overrides, tests] };
}
