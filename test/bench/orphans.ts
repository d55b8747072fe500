import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DATASETS = 20;

/** A workspace with that many files that nothing names, and one pipeline. */
export function makeOrphans(root: string, files: number): void {
  const manifest =
    'dataset: "corn"\nuid: "one"\nartifacts:\n  items: []\npredictions: []\nexecution_traces: {a: 1}\n';
  mkdirSync(join(root, 'runs/corn/0001_a_aaaaaa'), { recursive: true });
  writeFileSync(join(root, 'runs/corn/0001_a_aaaaaa/manifest.yaml'), manifest);
  for (let dataset = 0; dataset < DATASETS; dataset += 1) {
    mkdirSync(join(root, `binaries/dataset${dataset}`), { recursive: true });
  }
  for (let file = 0; file < files; file += 1) {
    const name = `model_PLSRegression_${file.toString(16).padStart(12, '0')}.joblib`;
    writeFileSync(join(root, `binaries/dataset${file % DATASETS}`, name), String(file));
  }
}
