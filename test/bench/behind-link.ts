import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkspace } from '../../electron/registry/workspace.ts';

/**
 * How a scan grows with the files of a store that lies behind a link, beside the same store without one: it should grow as the
 * number of files does, and not as its square. `node test/bench/behind-link.ts [files]` (20,000)
 */
const MOST = Number(process.argv[2] ?? 20_000);

function seconds(files: number, isLinked: boolean): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'stemma-bench-link-'));
  const root = path.join(folder, 'workspace');
  mkdirSync(path.join(root, 'runs'), { recursive: true });
  mkdirSync(path.join(root, 'binaries/wheat'), { recursive: true });
  for (let number = 0; number < files; number += 1) {
    const name = `model_PLSRegression_${number.toString(16).padStart(12, '0')}.joblib`;
    writeFileSync(path.join(root, 'binaries/wheat', name), '');
  }
  if (isLinked) {
    renameSync(path.join(root, 'binaries'), path.join(folder, 'store'));
    symlinkSync(path.join(folder, 'store'), path.join(root, 'binaries'));
  }
  const opened = openWorkspace(root, { cache: null });
  if (!opened.ok) throw new Error(opened.error.message);
  const start = performance.now();
  const scan = opened.value.scan();
  for (let step = scan.next(); step.done !== true; step = scan.next());
  const took = (performance.now() - start) / 1000;
  opened.value.close();
  rmSync(folder, { recursive: true });
  return took;
}

process.stdout.write('files    plain  linked  linked, for 1,000\n');
for (let files = MOST / 8; files <= MOST; files *= 2) {
  const [plain, linked] = [seconds(files, false), seconds(files, true)];
  const each = ((linked / files) * 1000).toFixed(3);
  process.stdout.write(
    `${String(files).padStart(6)}  ${plain.toFixed(2)} s  ${linked.toFixed(2)} s  ${each} s\n`,
  );
}
