import { app } from 'electron';
import type { BugLog } from '../worker/serve-channel.ts';

/** Ends what the app started before the app itself ends, so that nothing is cut off in the middle of a write. */
export function setUpQuitting(end: () => Promise<void>, log: BugLog): void {
  let ending: Promise<void> | null = null;
  let isOver = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    ending ??= end()
      .catch((error: unknown) => log('Ending did not go well', error))
      .then(() => {
        isOver = true;
        app.quit();
      });
  });
}
