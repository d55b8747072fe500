import { describe, expect, it } from 'vitest';
import { pipelineName } from '../../renderer/kit/pipelines/pipeline-name.ts';
import { failureText, startProblemText } from '../../renderer/kit/problems/failure-text.ts';
import { plural } from '../../renderer/text/plural.ts';
import { localStamp, utcStamp } from '../../renderer/text/stamp.ts';
import { noticeDetails, noticeText } from '../../renderer/app/workspace/notice-text.ts';

describe('counts', () => {
  it('agree with their noun', () => {
    expect(plural(0, 'file')).toBe('0 files');
    expect(plural(1, 'file')).toBe('1 file');
    expect(plural(4139, 'file')).toBe('4\u202f139 files');
  });
});

describe('times of manifests', () => {
  it('without a zone are shown as they are', () => {
    expect(localStamp('2026-01-05T08:30:00.237129')).toBe('2026-01-05 08:30');
    expect(localStamp('2026-01-05 08:30')).toBe('2026-01-05 08:30');
  });

  it('with a zone are shown where one is, and exact in UTC', () => {
    const text = '2026-01-05T08:30:07.237129+02:00';
    const date = new Date(text);
    expect(localStamp(text)).toBe(
      `2026-01-${String(date.getDate()).padStart(2, '0')} ${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`,
    );
    expect(utcStamp(text)).toBe('2026-01-05 06:30:07 UTC');
  });

  it.each(['', 'yesterday', '1', '2026-13-45T99:99', '2026'])(
    'that are none stay as they are: %j',
    (text) => {
      expect(localStamp(text)).toBe(text);
      expect(utcStamp(text)).toBe(text);
    },
  );
});

describe('the name of a pipeline', () => {
  const manifest = 'runs/corn/0001/manifest.yaml';
  it('is its id, else its name, else its place', () => {
    expect(pipelineName({ pipeline_id: '0001_pls', name: 'pls', manifest })).toBe('0001_pls');
    expect(pipelineName({ pipeline_id: null, name: 'pls', manifest })).toBe('pls');
    expect(pipelineName({ pipeline_id: '', name: '', manifest })).toBe(manifest);
  });

  it('can’t turn the text around it', () => {
    expect(pipelineName({ pipeline_id: 'a\u202eb', name: null, manifest })).toBe('a\\u{202e}b');
  });
});

describe('problems', () => {
  it('say what a folder is not, and what in it is', () => {
    const problem = failureText({
      code: 'NOT_A_WORKSPACE',
      data: { path: '/data', children: ['nirs', 'old'], marks: ['runs/', 'binaries/'] },
    });
    expect(problem).toEqual({
      title: 'No runs/ or binaries/ in this folder.',
      path: '/data',
      advice: 'These folders in it are workspaces; open one of them.',
      children: ['nirs', 'old'],
    });
    expect(
      startProblemText({
        code: 'NOT_A_WORKSPACE',
        path: '/data',
        children: ['nirs', 'old'],
        marks: ['runs/', 'binaries/'],
      }),
    ).toEqual(problem);
  });

  it('say what a folder holds that is no workspace, whatever its names are', () => {
    const marks = ['runs/', 'binaries/', 'store.sqlite'];
    expect(
      failureText({
        code: 'NOT_A_WORKSPACE',
        data: { path: '/data', children: [], marks, holds: 'It holds a\u001b/, b.txt.' },
      }),
    ).toMatchObject({
      title: 'No runs/, binaries/ or store.sqlite in this folder.',
      advice: 'It holds a\\x1b/, b.txt. Open the folder that holds runs/, binaries/ or store.sqlite.',
    });
  });

  it('name the folder that is not there', () => {
    expect(failureText({ code: 'NO_SUCH_FOLDER', data: { path: '/gone' } })).toMatchObject({ path: '/gone' });
    expect(
      startProblemText({ code: 'NO_SUCH_FOLDER', path: '/gone', children: [], marks: [] }),
    ).toMatchObject({
      path: '/gone',
    });
  });

  it('tell why a scan failed', () => {
    expect(failureText({ code: 'SCAN_FAILED', data: { reason: 'no disk' } }).title).toContain('no disk');
  });
});

describe('notices', () => {
  it('keep the reason of a stop for the details', () => {
    const notice = { code: 'STOPPED', reason: 'RangeError: x\n    at y', at: 0, took: null } as const;
    expect(noticeText(notice)).not.toContain('RangeError');
    expect(noticeDetails(notice)).toContain('RangeError');
  });

  it('say the reason of the others', () => {
    for (const code of ['REBUILT', 'IN_MEMORY', 'STALE', 'SCAN_FAILED'] as const) {
      const notice = { code, reason: 'the disk is full', at: 0, took: null };
      expect(noticeText(notice)).toContain('the disk is full');
      expect(noticeDetails(notice)).toBeNull();
    }
  });

  it('say that an index was built again once it is, and how long that took', () => {
    const notice = { code: 'REBUILT', reason: 'it was damaged', at: 0, took: null } as const;
    expect(noticeText(notice)).toContain('is being built again: it was damaged.');
    expect(noticeText({ ...notice, took: 4200 })).toContain('was built again in 4 s: it was damaged.');
  });
});
