import { readFile } from 'node:fs/promises';
import { app, dialog, type BrowserWindow } from 'electron';

/** Asks for the folder of a workspace; null where the user changed their mind. */
export async function chooseFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open workspace',
    buttonLabel: 'Open',
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks for manifests, archives or a folder to bring in; null where the user changed their mind. */
export async function chooseSources(
  window: BrowserWindow,
  what: 'files' | 'folder',
): Promise<readonly string[] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import',
    buttonLabel: 'Look at it',
    properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'],
  });
  return canceled || filePaths.length === 0 ? null : filePaths;
}

/** Asks where an export is to be saved; the system asks before a file is replaced. Null where the user changed their mind. */
export async function chooseTarget(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export',
    buttonLabel: 'Export',
    defaultPath: name,
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks before quitting stops what moves files; true where it may. */
export async function askToStop(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Quit Stemma',
    message: 'Files are being moved or deleted. Stop and quit?',
    detail: 'Stemma stops after the current file. What was moved by then can be undone.',
    buttons: ['Go on', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** Says what Stemma is. */
export async function showAbout(): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    title: 'About Stemma',
    message: `Stemma ${app.getVersion()}`,
    detail: `Shows what is in a nirs4all workspace, where it came from, and what can go.\n\nElectron ${process.versions['electron'] ?? ''}, Chromium ${process.versions['chrome'] ?? ''}, Node ${process.versions.node}`,
    buttons: ['Close'],
  });
}

/**
 * Shows the licence.
 *
 * @param file its text
 */
export async function showLicence(file: string): Promise<void> {
  const detail = await readFile(file, 'utf8');
  await dialog.showMessageBox({
    type: 'info',
    title: 'Licence',
    message: 'Stemma',
    detail,
    buttons: ['Close'],
  });
}
