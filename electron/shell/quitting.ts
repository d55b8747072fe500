import { app } from 'electron';
import type { BugLog } from '../worker/serve-channel.ts';
import { askToStop } from './dialogs.ts';

/** What quitting asks of the rest. */
export interface Ending {
  /** Whether files are being moved or deleted just now. */
  isChanging(): boolean;
  /** Ends what the app started. */
  end(): Promise<void>;
}

/** Quitting the app: asks first while files are being moved, and ends what the app started before the app itself ends. */
export class Quitting {
  readonly #ending: Ending;
  readonly #log: BugLog;
  #isAsking = false;
  #isAgreed = false;

  constructor(ending: Ending, log: BugLog) {
    this.#ending = ending;
    this.#log = log;
  }

  /** Whether the last window may close; where not, the user is asked. On macOS the app goes on without windows. */
  mayCloseLast(): boolean {
    if (process.platform === 'darwin' || this.#mayQuit()) return true;
    this.#ask();
    return false;
  }

  setUp(): void {
    app.on('before-quit', (event) => {
      if (this.#mayQuit()) return;
      event.preventDefault();
      this.#ask();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    this.#endFirst();
  }

  #mayQuit(): boolean {
    return this.#isAgreed || !this.#ending.isChanging();
  }

  #ask(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    askToStop()
      .then((isAgreed) => {
        this.#isAsking = false;
        this.#isAgreed = isAgreed;
        if (isAgreed) app.quit();
      })
      .catch((error: unknown) => this.#log('Nobody could be asked before quitting', error));
  }

  /** Nothing is cut off in the middle of a write. */
  #endFirst(): void {
    let ending: Promise<void> | null = null;
    let isOver = false;
    app.on('will-quit', (event) => {
      if (isOver) return;
      event.preventDefault();
      ending ??= this.#ending
        .end()
        .catch((error: unknown) => this.#log('Ending did not go well', error))
        .then(() => {
          isOver = true;
          app.quit();
        });
    });
  }
}
