/**
 * What tests need, and so how they are run. `pure`: nothing but the code. `disk`: real files and indexes too, in this
 * process. `process`: programs, threads or servers, most of them as they are built. `window`: a browser.
 *
 * @typedef {'pure' | 'disk' | 'process' | 'window'} Project
 */

/** @type {readonly Project[]} In the order in which they begin: what takes longest first. */
export const PROJECTS = ['window', 'process', 'disk', 'pure'];

/** Those that run what `out/` holds, which is built before them. */
export const BUILT_PROJECTS = /** @type {const} */ (['window', 'process']);

/**
 * Where the tests of a folder below `test/` belong.
 *
 * @type {Readonly<Record<string, Project>>}
 */
const FOLDERS = {
  'bench-generator': 'disk',
  'bring-in': 'disk',
  clean: 'disk',
  cli: 'process',
  contract: 'process',
  e2e: 'window',
  format: 'pure',
  graph: 'pure',
  packaging: 'process',
  page: 'process',
  registry: 'disk',
  renderer: 'pure',
  server: 'process',
  shell: 'disk',
  start: 'disk',
  text: 'pure',
  tooling: 'disk',
  way: 'pure',
  worker: 'disk',
  yaml: 'pure',
};

/**
 * Files that need something else than their folder, by their path below `test/` without `.test.ts`.
 *
 * @type {Readonly<Record<string, Project>>}
 */
const FILES = {
  'clean/cli-clean': 'process',
  'clean/cli-damaged-trash': 'process',
  'clean/cli-refusals': 'process',
  'clean/cli-trash': 'process',
  'clean/killed': 'process',
  'clean/live-writers': 'process',
  'clean/numbering': 'process',
  'clean/race': 'process',
  'clean/reference': 'process',
  'cli/way-text': 'pure',
  'graph/svg-in-chromium': 'window',
  'registry/differing-files': 'process',
  'registry/layouts/two-layouts': 'process',
  'registry/stores': 'process',
  'server/close-reason': 'pure',
  'server/other-site': 'window',
  'shell/desktop-arguments': 'pure',
  'shell/desktop-host': 'process',
  'shell/desktop-menu': 'pure',
  'shell/ipc-connections': 'pure',
  'shell/sender-check': 'pure',
  'shell/window-state': 'pure',
  'start/electron-download': 'process',
  'start/failed-start': 'pure',
  'tooling/ci-run': 'process',
  'tooling/dev': 'process',
  'tooling/dev-page': 'process',
  'tooling/hooks': 'process',
  'tooling/launcher': 'process',
  'tooling/layers': 'process',
  'tooling/retries': 'process',
  'tooling/tally': 'pure',
  'tooling/test-arguments': 'pure',
  'tooling/watched-tests': 'pure',
  'tooling/workflows': 'pure',
};

/**
 * @param {string} file a test's path below the checkout, with `/`: `test/yaml/locate.test.ts`
 * @returns {Project | undefined} undefined where nobody said what the tests of its folder need
 */
export function projectOf(file) {
  const [, folder = '', name = ''] = /^test\/([\w-]+)\/(.+?)(?:\.e2e)?\.test\.ts$/.exec(file) ?? [];
  const own = `${folder}/${name}`;
  if (Object.hasOwn(FILES, own)) return FILES[own];
  return Object.hasOwn(FOLDERS, folder) ? FOLDERS[folder] : undefined;
}

/** @returns {string[]} the files that {@link FILES} names, so that a test can see that they are there */
export function namedFiles() {
  return Object.keys(FILES).map((name) => `test/${name}.test.ts`);
}

/**
 * @param {Project} project
 * @returns {{ include: string[], exclude: string[] }} its tests, as patterns below the checkout
 */
export function patternsOf(project) {
  const own = Object.entries(FILES).filter(([, of]) => of === project);
  const others = Object.entries(FILES).filter(([, of]) => of !== project);
  const folders = Object.entries(FOLDERS).filter(([, of]) => of === project);
  return {
    include: [
      ...folders.map(([folder]) => `test/${folder}/**/*.test.ts`),
      ...own.map(([name]) => `test/${name}.test.ts`),
    ],
    exclude: others.map(([name]) => `test/${name}.test.ts`),
  };
}
