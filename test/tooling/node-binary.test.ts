import { expect, it } from 'vitest';
import { findNodeBinary } from '../../build/node-binary.mjs';
import { makeCheckout, placePackagedNode } from './checkout.ts';

const running = { execPath: '/usr/bin/node', platform: 'linux' };

it('takes the running Node when it is new enough, whatever the npm package brought', () => {
  const checkout = makeCheckout({ 'node_modules/node/bin/node': '' });
  expect(findNodeBinary(checkout, { ...running, version: 'v22.0.0' })).toBe('/usr/bin/node');
  expect(findNodeBinary(checkout, { ...running, version: 'v100.1.0' })).toBe('/usr/bin/node');
});

it('takes the Node of the npm package when the running one is too old', () => {
  const checkout = makeCheckout();
  const packaged = placePackagedNode(checkout);
  const { platform } = process;
  expect(findNodeBinary(checkout, { ...running, platform, version: 'v20.20.2' })).toBe(packaged);
});

it('does not take the empty file that the npm package leaves on Windows', () => {
  const checkout = makeCheckout({ 'node_modules/node/bin/node': '' });
  const windows = { ...running, platform: 'win32', version: 'v20.20.2' };
  expect(findNodeBinary(checkout, windows)).toBeUndefined();
});

it('finds none when the running Node is too old and nothing is installed', () => {
  expect(findNodeBinary(makeCheckout(), { ...running, version: 'v20.20.2' })).toBeUndefined();
});
