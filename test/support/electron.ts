/**
 * What `electron` is in unit tests: the real package would start a download. Nothing of it works, so that a test which
 * needs Electron says so instead of passing for nothing; see `test/e2e/double` for one that does.
 */
function absent(name: string): object {
  return new Proxy(Object.create(null) as object, {
    get: (_target, property) => {
      throw new Error(`A unit test used electron's ${name}.${String(property)}`);
    },
  });
}

export const app = absent('app');
export const BrowserWindow = absent('BrowserWindow');
export const dialog = absent('dialog');
export const ipcMain = absent('ipcMain');
export const Menu = absent('Menu');
export const nativeTheme = absent('nativeTheme');
export const protocol = absent('protocol');
export const screen = absent('screen');
export const session = absent('session');
export const shell = absent('shell');
