import { expect, it } from 'vitest';
import { closingLine, describeFailures, describeRetries, sum, tallyVitest } from '../../build/tally.mjs';

const green = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [
    { status: 'passed', name: 'ok.test.ts', assertionResults: [{ status: 'passed', fullName: 'works' }] },
  ],
};

it('takes the counts of the report', () => {
  const report = {
    ...green,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      {
        status: 'failed',
        name: 'a.test.ts',
        assertionResults: [
          { status: 'passed', fullName: 'a' },
          { status: 'failed', fullName: 'b' },
        ],
      },
    ],
  };
  expect(tallyVitest(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

it('counts a file that does not load as a failure', () => {
  const report = {
    ...green,
    testResults: [...green.testResults, { status: 'failed', name: 'b.test.ts', assertionResults: [] }],
  };
  expect(tallyVitest(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

it('counts a run that ends badly as a failure, also when all tests passed or no report was written', () => {
  expect(tallyVitest(green, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  expect(tallyVitest(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('says again which tests and files failed, and the first line of why', () => {
  const test = { status: 'failed', fullName: 'a list > is sorted', failureMessages: ['Error: no\n  at x'] };
  const report = {
    ...green,
    testResults: [
      {
        status: 'failed',
        name: 'a.test.ts',
        assertionResults: [...green.testResults[0]!.assertionResults, test],
      },
      { status: 'failed', name: 'b.test.ts', message: '', assertionResults: [] },
      ...green.testResults,
    ],
  };
  expect(describeFailures(report)).toEqual([
    '  a.test.ts > a list > is sorted',
    '    Error: no',
    '  b.test.ts',
    '    without a message',
  ]);
  expect(describeFailures(undefined)).toEqual([]);
});

it('tells which tests needed a second try, and fails where more than two did', () => {
  expect(describeRetries([])).toEqual([]);
  expect(describeRetries(['a > b'])).toEqual(['1 test passed only at the second try:', '  a > b']);
  expect(describeRetries(['a', 'b', 'c'])[0]).toBe(
    '3 tests passed only at the second try, more than 2, which fails the run:',
  );
  expect(tallyVitest(green, 0, ['a', 'b'])).toEqual({ passed: 5, failed: 0, skipped: 0 });
  expect(tallyVitest(green, 0, ['a', 'b', 'c'])).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

it('ends with one line that names skipped tests only when there are any', () => {
  const total = sum([
    { passed: 5, failed: 0, skipped: 2 },
    { passed: 0, failed: 1, skipped: 0 },
  ]);
  expect(closingLine(total)).toBe('5 passed, 1 failed, 2 skipped');
  expect(closingLine({ passed: 5, failed: 0, skipped: 0 })).toBe('5 passed, 0 failed');
});
