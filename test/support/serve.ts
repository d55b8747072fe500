import { spawn } from 'node:child_process';
import { join } from 'node:path';

const STEMMA = join(import.meta.dirname, '..', '..', 'out', 'cli', 'stemma.mjs');

/** Starts the built browser host on a folder; answers once it has told the address of its page. */
export async function serve(
  folder: string,
  cache: string,
): Promise<{
  readonly url: string;
  /** Ends it by a signal, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Stops its clock, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}> {
  const host = spawn(process.execPath, [STEMMA, 'serve', '-w', folder, '--grace', '0'], {
    env: { ...process.env, STEMMA_CACHE: cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve) => {
    host.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      const [found] = /http:\S+/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const ended = new Promise<void>((resolve) => void host.once('exit', () => resolve()));
  return {
    url,
    stop: async (signal = 'SIGTERM') => {
      host.kill(signal);
      await ended;
    },
    signal: (signal) => void host.kill(signal),
  };
}
