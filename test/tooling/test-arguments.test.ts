import { expect, it } from 'vitest';
import { ArgumentError, readTestArguments } from '../../build/test-arguments.mjs';

it('hands on what is not its own', () => {
  expect(readTestArguments(['yaml', '--project', 'pure'])).toEqual({
    isSoak: false,
    seed: undefined,
    minutes: undefined,
    passedOn: ['yaml', '--project', 'pure'],
  });
});

it('takes seeds and minutes, in either form', () => {
  expect(readTestArguments(['--soak', '--seed', '3', 'clean', '--minutes=30'])).toEqual({
    isSoak: true,
    seed: '3',
    minutes: 30,
    passedOn: ['clean'],
  });
});

it.each([
  ['--soak', '--seed'],
  ['--soak', '--seed', 'three'],
  ['--soak', '--seed', '1.5'],
  ['--soak', '--minutes', '0'],
  ['--soak', '--minutes='],
  ['--minutes', '30'],
])('refuses %j', (...args) => {
  expect(() => readTestArguments(args)).toThrow(ArgumentError);
});
