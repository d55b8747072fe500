import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { socketAddress } from '../../renderer/state/connection/socket-address.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import { changedPlace, FIRST_PLACE, type Place } from '../../renderer/state/route/place.ts';
import { readRoute, workspaceRoute, writeRoute } from '../../renderer/state/route/route.ts';
import { VIEWS } from '../../renderer/state/route/views.ts';
import { expectAlways, often } from '../support/property.ts';

describe('the address of the browser host', () => {
  it.each([
    ['http://127.0.0.1:8123/', 'ws://127.0.0.1:8123/api/core'],
    ['http://127.0.0.1:8123/?x=1#/w/ab/overview', 'ws://127.0.0.1:8123/api/core'],
    ['https://lab.example/stemma/', 'wss://lab.example/stemma/api/core'],
    ['https://lab.example/stemma/index.html#/start', 'wss://lab.example/stemma/api/core'],
  ])('of %s is %s', (page, socket) => {
    expect(socketAddress(page, 'core')).toBe(socket);
  });
});

describe('what the address says', () => {
  it.each([
    ['', { kind: 'bare' }],
    ['#', { kind: 'bare' }],
    ['#/', { kind: 'bare' }],
    ['#/w/', { kind: 'bare' }],
    ['#/w/%E0%A4%A', { kind: 'bare' }],
    ['#/start', { kind: 'start' }],
    ['#/w/1f2e', workspaceRoute('1f2e')],
    ['#/w/1f2e/no-such-view', workspaceRoute('1f2e')],
    [
      '#/w/1f2e/overview?ds=corn',
      { kind: 'workspace', workspace: '1f2e', place: { ...FIRST_PLACE, dataset: 'corn' } },
    ],
    [
      '#/w/1f2e/chains?by=operator&q=SNV%20br&sel=r:runs/a/b/manifest.yaml%2317&tab=manifest',
      {
        kind: 'workspace',
        workspace: '1f2e',
        place: {
          view: 'chains',
          dataset: null,
          text: 'SNV br',
          selection: { kind: 'record', key: asRecordKey('runs/a/b/manifest.yaml#17') },
          tab: 'manifest',
          own: { by: 'operator' },
        },
      },
    ],
    [
      '#/w/1f2e/artifacts?sel=nonsense',
      { ...workspaceRoute('1f2e'), place: { ...FIRST_PLACE, view: 'artifacts' } },
    ],
  ])('%s', (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });

  it('is what was written, whatever names are in it', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    const selection = fc.oneof(
      fc.record({
        kind: fc.constant('record' as const),
        key: name.map(asRecordKey),
      }),
      fc.record({ kind: fc.constant('pipeline' as const), manifest: name }),
      fc.record({ kind: fc.constant('file' as const), path: name }),
    );
    const place: fc.Arbitrary<Place> = fc.record({
      view: fc.constantFrom(...VIEWS),
      dataset: fc.option(fc.string({ unit: 'grapheme' })),
      text: fc.string({ unit: 'grapheme' }),
      selection: fc.option(selection),
      tab: fc.option(name),
      own: fc.dictionary(fc.constantFrom('by', 'sort', 'cols'), name),
    });
    expectAlways(
      fc.property(name, place, (workspace, shown) => {
        // Addresses hold Unicode, in which a lone surrogate is none.
        fc.pre(JSON.stringify([workspace, shown]).isWellFormed());
        const route = { kind: 'workspace', workspace, place: shown } as const;
        expect(readRoute(writeRoute(route))).toEqual(route);
      }),
      often(200, 2000),
    );
    expect(readRoute(writeRoute({ kind: 'start' }))).toEqual({ kind: 'start' });
    expect(readRoute(writeRoute({ kind: 'bare' }))).toEqual({ kind: 'bare' });
  });

  it('keeps scope, filter and selection in another view, but not the choices of the old one', () => {
    const place: Place = { ...FIRST_PLACE, dataset: 'corn', text: 'SNV', own: { cat: 'type' } };
    expect(changedPlace(place, { view: 'chains' })).toEqual({ ...place, view: 'chains', own: {} });
    expect(changedPlace(place, { own: { cat: null, zoom: 'x' } })).toEqual({ ...place, own: { zoom: 'x' } });
    expect(changedPlace(place, { dataset: null, text: '' })).toEqual({
      ...FIRST_PLACE,
      own: { cat: 'type' },
    });
  });

  it('comes back to a view as it was, and shows there what a link says', () => {
    const last = (view: string): Record<string, string> =>
      view === 'artifacts' ? { sort: '-size', cols: 'id,size', state: 'missing' } : {};
    const overview: Place = { ...FIRST_PLACE, own: { by: 'type' } };
    expect(changedPlace(overview, { view: 'artifacts' }, last).own).toEqual(last('artifacts'));
    expect(changedPlace(overview, { view: 'chains' }, last).own).toEqual({});
    expect(changedPlace(overview, { view: 'artifacts', own: {} }, last).own).toEqual({
      sort: '-size',
      cols: 'id,size',
    });
    expect(
      changedPlace(overview, { view: 'artifacts', own: { type: 'model', sort: 'used' } }, last).own,
    ).toEqual({ sort: 'used', cols: 'id,size', type: 'model' });
    expect(changedPlace(overview, { view: 'overview', own: {} }, last).own).toEqual({ by: 'type' });
  });
});
