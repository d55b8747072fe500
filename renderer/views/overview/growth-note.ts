import type { Growth, GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import { periodRange } from './growth-series.ts';
import { periodText } from './growth-ticks.ts';

const IN: Readonly<Record<GrowthUnit, string>> = {
  month: 'in',
  day: 'on',
  hour: 'in the hour from',
  minute: 'at',
};

/**
 * What the chart is of. Where one period brought more than half, as in what was copied or generated, that is said: the chart is one step
 * then.
 */
export function growthNote({ unit, parts }: Growth): string {
  const bytes = new Map<string, number>();
  for (const part of parts) bytes.set(part.period, (bytes.get(part.period) ?? 0) + part.bytes);
  const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const [most] = [...bytes].toSorted(([, one], [, other]) => other - one);
  if (most === undefined || most[1] * 2 <= total)
    return `files still on disk, by the ${unit} they were written`;
  const [period, written] = most;
  const share = written === total ? 'all' : `${Math.floor((written / total) * 100)} %`;
  return `files still on disk, ${share} written ${IN[unit]} ${periodText(periodRange(period, unit).from, unit)}`;
}
