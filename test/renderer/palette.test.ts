import { describe, expect, it } from 'vitest';
import { matchingActions, type Action } from '../../renderer/palette/action.ts';
import { placeActions } from '../../renderer/palette/place-actions.ts';
import { readSearchRequest } from '../../renderer/palette/search-request.ts';
import { readVisits, withVisit, writeVisits, type Visit } from '../../renderer/state/visited.ts';

describe('what is typed into the palette', () => {
  it.each([
    ['snv', 'snv', ['artifacts', 'pipelines', 'files', 'datasets'], true],
    ['  snv br ', 'snv br', ['artifacts', 'pipelines', 'files', 'datasets'], true],
    ['> theme', 'theme', [], true],
    ['>', '', [], true],
    ['@0002', '0002', ['pipelines'], false],
    ['# 7cfa58', '7cfa58', ['artifacts', 'files'], false],
    ['', '', ['artifacts', 'pipelines', 'files', 'datasets'], true],
  ])('%s', (typed, text, kinds, hasActions) => {
    expect(readSearchRequest(typed)).toEqual({ text, kinds, hasActions });
  });
});

describe('actions', () => {
  const action = (text: string, refusal: string | null = null): Action => ({
    id: text,
    text,
    keys: null,
    refusal,
    run: () => undefined,
  });
  const actions = [action('Theme: light', 'already'), action('Theme: dark'), action('Scan again')];

  it('are found by words in any order, those that can be done first', () => {
    expect(matchingActions(actions, 'theme').map(({ text }) => text)).toEqual([
      'Theme: dark',
      'Theme: light',
    ]);
    expect(matchingActions(actions, 'AGAIN scan').map(({ text }) => text)).toEqual(['Scan again']);
    expect(matchingActions(actions, '')).toHaveLength(3);
    expect(matchingActions(actions, 'nothing like it')).toEqual([]);
  });

  it.each([
    ['biggest file', 'artifacts', { show: 'files', fsort: '-size' }],
    ['most used preprocessing', 'overview', { by: 'type-class', sort: '-records' }],
    ['failed pipelines', 'clean-up', { cat: 'failed' }],
    ['unused', 'clean-up', { cat: 'orphans' }],
    ['grace', 'clean-up', { cat: 'recent' }],
    ['delete dataset', 'clean-up', { cat: 'dataset' }],
    ['missing', 'artifacts', { show: null, state: 'missing' }],
  ])('lead by “%s” to where it is answered', (typed, view, own) => {
    const gone: unknown[] = [];
    for (const { run } of matchingActions(
      placeActions((to) => gone.push(to)),
      typed,
    ))
      run();
    expect(gone).toEqual([{ view, own }]);
  });
});

describe('what was looked at', () => {
  const visit = (path: string): Visit => ({
    selection: { kind: 'file', path },
    title: `t ${path}`,
    detail: 'file',
  });

  it('comes back as it was kept, the last first, each once, five at most', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'b'].reduce<readonly Visit[]>(
      (visits, path) => withVisit(visits, visit(path)),
      [],
    );
    expect(all.map(({ title }) => title)).toEqual(['t b', 't f', 't e', 't d', 't c']);
    expect(readVisits(writeVisits(all))).toEqual(all);
    const odd = [{ ...visit('x'), title: 'tab\tand\nline' }];
    expect(readVisits(writeVisits(odd))).toEqual(odd);
  });

  it('is nothing where nothing sensible was kept', () => {
    expect(readVisits(null)).toEqual([]);
    expect(readVisits('nonsense\n\t\t')).toEqual([]);
  });
});
