import { spawn } from 'node:child_process';
import { join } from 'node:path';

const STEMMA = join(import.meta.dirname, '..', '..', 'out', 'cli', 'stemma.mjs');

/** Starts the built browser host on a folder; answers once it has told the address of its page. */
export async function serve(folder: string, cache: string): Promise<{ readonly url: string; stop(): void }> {
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
  return { url, stop: () => void host.kill() };
}
