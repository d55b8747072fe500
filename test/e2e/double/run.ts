/** run MAIN [arguments of the app]: runs the built main process under plain Node, with the double for `electron`. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import * as electron from './electron.ts';

// What `require('electron')` gives the app: the very module that is used here, which is bundled with this file.
const HELD = 'stemmaDoubleOfElectron';
Object.assign(globalThis, { [HELD]: electron });
const DOUBLE = 'double:electron';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: DOUBLE, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === DOUBLE
      ? { format: 'commonjs', source: `module.exports = globalThis.${HELD};`, shortCircuit: true }
      : next(url, context),
});

interface Evaluation {
  readonly id: number;
  readonly source: string;
  readonly argument: unknown;
}

// Tests reach into the main process as Playwright lets them with a real Electron.
process.on('message', ({ id, source, argument }: Evaluation) => {
  const run = runInThisContext(`(${source})`) as (api: typeof electron, argument: unknown) => unknown;
  void (async () => run(electron, argument))().then(
    (value) => process.send?.({ type: 'value', id, value }),
    (error: unknown) => process.send?.({ type: 'error', id, message: String(error) }),
  );
});
// A test that is gone leaves nothing behind.
process.on('disconnect', () => electron.app.exit(1));

const [, , main = '', ...args] = process.argv;
process.argv = [process.argv0, process.env['DOUBLE_ROOT'] ?? '.', ...args];
await import(pathToFileURL(main).href);
await electron.app.start();
