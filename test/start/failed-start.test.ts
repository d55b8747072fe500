import { expect, it } from 'vitest';
import { failedStart } from '../../build/start/failed-start.mjs';

const ending = { code: 1, signal: null, wasAsked: false, failure: null } as const;
const soon = { tookMs: 300, errors: '' };

it.each([
  ['that ended well', { ...ending, code: 0 }, soon],
  ['that was told to end', { ...ending, code: null, signal: 'SIGTERM', wasAsked: true } as const, soon],
  ['that ran for a while', ending, { tookMs: 60_000, errors: '' }],
])('does not replace an app %s', (_, how, run) => {
  expect(failedStart(how, run)).toBeNull();
});

it.each([
  [
    'FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+',
    /sandbox does not start/,
  ],
  [
    'FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:166] The SUID sandbox helper binary was found, but is not configured correctly.',
    /sandbox does not start/,
  ],
  [
    'electron: error while loading shared libraries: libgtk-3.so.0: cannot open shared object file',
    /missing: libgtk-3\.so\.0$/,
  ],
  ['ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:250] Missing X server or $DISPLAY', /display/],
  ['Error: something else\n    at main.cjs:3', /^it ended at its start with SIGTRAP$/],
])('says what %s means, in one line', (errors, expected) => {
  const reason = failedStart({ ...ending, code: null, signal: 'SIGTRAP' }, { tookMs: 300, errors });
  expect(reason).toMatch(expected);
  expect(reason).not.toContain('\n');
});

it('says why a program could not even start', () => {
  const failure = new Error('spawn electron EACCES');
  expect(failedStart({ ...ending, code: null, failure }, soon)).toBe('spawn electron EACCES');
});
