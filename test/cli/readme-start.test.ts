import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { fixtureWorkspace, temporaryFolder } from './support.ts';

const README = readFileSync(join(root, 'README.md'), 'utf8');

/** The commands of the first block, each with what stands behind it for others to put in its place. */
const FIRST = (/^```\n(npm [\s\S]*?)```$/m.exec(README)?.[1] ?? '').trim().split('\n');
const COMMANDS = FIRST.flatMap((line) => {
  const or = /\(or: (npm [^)]*)\)/.exec(line)?.[1];
  return [line.split(/ {2,}/)[0] ?? '', ...(or === undefined ? [] : [or])];
});

/** Runs a command as it is typed, where there is no display; answers with the address that it prints, and ends it as Ctrl C does. */
async function addressOf(command: string): Promise<{ readonly url: string; end(): Promise<void> }> {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const [program = '', ...args] = command.split(' ');
  const child = spawn(program, args, {
    cwd: root,
    env: { ...env, STEMMA_CACHE: temporaryFolder() },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString();
      const [found] = /http:\/\/127\S+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`${command} ended: ${said}`)));
  });
  return {
    url,
    end: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await ended;
    },
  };
}

describe('the first commands of the README', () => {
  it('are those that the package has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(COMMANDS).toEqual(['npm start', 'npm start -- DIR', 'npm test']);
    for (const command of COMMANDS) expect(scripts).toHaveProperty(command.split(' ')[1] ?? '');
  });

  // Elsewhere there is a display, and what opens is the desktop app.
  it.runIf(process.platform === 'linux').each(COMMANDS.filter((command) => command.startsWith('npm start')))(
    '%s opens a workspace in the browser where there is no display, and ends by Ctrl C',
    async (command) => {
      const { url, end } = await addressOf(command.replace('DIR', fixtureWorkspace('corn')));
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<title>Stemma');
      await end();
      await expect(fetch(url)).rejects.toThrow();
    },
    60_000,
  );
});
