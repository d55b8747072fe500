import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../build/paths.mjs';

/** A component of the window: a function of a name that begins with a capital, in a file with markup. */
interface Component {
  readonly file: string;
  readonly name: string;
}

/** Every component of the window, as its sources have them. */
function componentsOfTheWindow(): Component[] {
  const folder = join(root, 'renderer');
  return globSync('**/*.tsx', { cwd: folder })
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:export )?function ([A-Z]\w*)/gm)].map(
        ([, name = '']) => ({ file, name }),
      ),
    );
}

/** Notes which functions of a page are called from now on; the function that it returns names the components that never were. */
export async function noteDrawn(page: Page): Promise<() => Promise<string[]>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  return async () => {
    const { result } = await session.send('Profiler.takePreciseCoverage');
    const called = new Map<string, number>();
    for (const { functionName, ranges } of result.flatMap(({ functions }) => functions)) {
      // A bundle tells functions of one name apart by `$1`, `$2`.
      const name = functionName.replace(/\$\d+$/, '');
      if (ranges.some(({ count }) => count > 0)) called.set(name, (called.get(name) ?? 0) + 1);
    }
    const all = Map.groupBy(componentsOfTheWindow(), ({ name }) => name);
    return [...all].flatMap(([name, same]) =>
      (called.get(name) ?? 0) >= same.length ? [] : [`${name} of ${same.map(({ file }) => file).join(', ')}`],
    );
  };
}
