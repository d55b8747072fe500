import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '../../electron/registry/yaml/limits.ts';
import { readSlowly, readYaml } from '../../electron/registry/yaml/read-yaml.ts';
import type { Explained } from './explained-differences.ts';
import { MORE_LENIENT, STRICTER } from './explained-differences.ts';
import type { OracleCase } from './oracle-cases.ts';
import { expected, oracleCases } from './oracle-cases.ts';
import { sameValue } from './same-value.ts';

type Verdict = 'agrees' | 'stricter' | 'more lenient';

/** Nothing but blanks is null to PyYAML and EMPTY to Stemma, which is no difference but meant so. */
function verdict(oracle: OracleCase, ours: ReturnType<typeof readYaml>): Verdict {
  if (!ours.ok) {
    const agrees = oracle.value === undefined || (oracle.value === null && ours.error.code === 'EMPTY');
    return agrees ? 'agrees' : 'stricter';
  }
  return oracle.value !== undefined && sameValue(ours.value, expected(oracle.value))
    ? 'agrees'
    : 'more lenient';
}

function idsOf(list: readonly Explained[]): string[] {
  return list.flatMap(({ ids }) => ids).sort();
}

describe('what PyYAML makes of the recorded documents', () => {
  const cases = oracleCases();

  it('is recorded for thousands of them', () => {
    expect(cases.length).toBeGreaterThan(5000);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(idsOf(STRICTER).length + idsOf(MORE_LENIENT).length).toBeLessThan(cases.length / 100);
  });

  it('is what readYaml makes of them, but for the explained differences', () => {
    const verdicts = cases.map((oracle) => ({
      id: oracle.id,
      verdict: verdict(oracle, readYaml(oracle.bytes)),
    }));
    const ids = (wanted: Verdict): string[] =>
      verdicts
        .filter((one) => one.verdict === wanted)
        .map(({ id }) => id)
        .sort();
    expect(ids('more lenient')).toEqual(idsOf(MORE_LENIENT));
    expect(ids('stricter')).toEqual(idsOf(STRICTER));
  });

  it('is what the reader of all YAML makes of them, without the fast one before it', () => {
    const explained = new Set([...idsOf(STRICTER), ...idsOf(MORE_LENIENT)]);
    const differing = cases
      .filter(({ id, value }) => !explained.has(id) && value !== null)
      .filter((oracle) => readYaml(oracle.bytes).ok)
      .filter((oracle) => verdict(oracle, readSlowly(oracle.bytes.toString(), DEFAULT_LIMITS)) !== 'agrees');
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});
