import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { socketAddress } from '../../renderer/connection/socket-address.ts';
import { readRoute, writeRoute } from '../../renderer/route/route.ts';
import { runs } from '../support/scale.ts';

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
    ['#/w/1f2e', { kind: 'workspace', workspace: '1f2e', view: 'overview' }],
    ['#/w/1f2e/overview?ds=corn', { kind: 'workspace', workspace: '1f2e', view: 'overview' }],
    ['#/w/1f2e/no-such-view', { kind: 'workspace', workspace: '1f2e', view: 'overview' }],
  ])('%s', (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });

  it('is what was written, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (workspace) => {
        const route = { kind: 'workspace', workspace, view: 'overview' } as const;
        expect(readRoute(writeRoute(route))).toEqual(route);
      }),
      { numRuns: runs(100, 1000) },
    );
    expect(readRoute(writeRoute({ kind: 'start' }))).toEqual({ kind: 'start' });
    expect(readRoute(writeRoute({ kind: 'bare' }))).toEqual({ kind: 'bare' });
  });
});
