import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { stemma, temporaryFolder } from './support.ts';

/** What the README shows being typed, in its order; lines behind a prompt. */
const TYPED = readFileSync(join(root, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));

const COMMAND = 'npm run --silent stemma -- ';

it('the commands of the README run as they are printed, one after the other', async () => {
  const cwd = temporaryFolder();
  let made = 0;
  let lastOut = '';
  for (const line of TYPED) {
    const copied = /^cp -r (\S+) (\S+)$/.exec(line);
    if (copied !== null) {
      // What is copied lies in the checkout, and the copy beside whatever is typed later.
      cpSync(join(root, copied[1] ?? ''), join(cwd, copied[2] ?? ''), { recursive: true });
      made += 1;
      continue;
    }
    expect(line.startsWith(COMMAND)).toBe(true);
    // A plan's id is another one each time: it is the one that the plan before printed.
    const planned = /clean apply (\w+)/.exec(lastOut)?.[1];
    const args = line.slice(COMMAND.length).split(' ');
    const given = args.map((arg, at) => (args[at - 1] === 'apply' && planned !== undefined ? planned : arg));
    const { code, out, err } = await stemma(given, { cwd });
    expect({ line, code, err }).toEqual({ line, code: 0, err: expect.any(String) as string });
    expect(out).not.toBe('');
    lastOut = out;
  }
  expect(made).toBeGreaterThan(0);
  expect(TYPED.length).toBeGreaterThan(5);
});
