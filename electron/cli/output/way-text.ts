import type { WayStop } from '../../../shared/api/chains/way.ts';

/** One place on the way: an operator, or several beside each other as the first and how many more. */
function placeText(stops: readonly WayStop[], branchBefore: string): string {
  const [first, ...more] = stops;
  if (first === undefined) return '';
  const branch = first.branch.join('.');
  const name = branch === '' || branch === branchBefore ? first.class : `${first.class} br ${branch}`;
  return more.length === 0 ? name : `${name} +${more.length}`;
}

/**
 * `MinMaxScaler › KFold › SNV br 0 › PLSRegression`: what the data went through on its way to a record. A branch that the
 * operator before shows is not repeated. Says so where any of it is concluded and not written.
 */
export function wayText(way: readonly (readonly WayStop[])[]): string {
  let branch = '';
  const places = way.map((stops) => {
    const text = placeText(stops, branch);
    branch = stops[0]?.branch.join('.') ?? '';
    return text;
  });
  const isInferred = way.some((stops) => stops.some((stop) => stop.inferred));
  return `${places.join(' › ')}${isInferred ? ' (in part inferred)' : ''}`;
}
