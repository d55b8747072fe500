import { describe, expect, it } from 'vitest';
import {
  chosenText,
  importNoteText,
  importRefusal,
  importResultText,
  noteText,
} from '../../renderer/views/import/import-text.ts';
import { plainHead, plainRow } from '../gallery/page/plain-import.ts';

const HEAD = plainHead();
const ROW = plainRow(0, 'runs/corn/0001_pls_aaaaaa');

describe('what is said before an import', () => {
  it('is how much is copied, what will be missing, and that scores stay behind', () => {
    const { title, more } = chosenText(HEAD);
    expect(title).toBe('2 manifests and 1 bundle selected');
    expect(more).toEqual([
      'copies 96 files, 157 MB',
      '2 files will be missing',
      'scores stay behind: prediction files are not imported',
    ]);
  });

  it('is that the disk has no room for it, and how much it has', () => {
    expect(importRefusal(HEAD, null)).toBeNull();
    expect(importRefusal({ ...HEAD, free_bytes: null }, null)).toBeNull();
    expect(importRefusal({ ...HEAD, free_bytes: 80_000_000 }, null)).toBe(
      'Not enough space: needs 157 MB, 80.0 MB free.',
    );
  });

  it('is that nothing is selected, or nothing may be changed', () => {
    const chosen = { ...HEAD.chosen, manifests: 0, bundles: 0 };
    expect(importRefusal({ ...HEAD, chosen }, null)).toBe('Select what is to be imported');
    expect(chosenText({ ...HEAD, chosen })).toEqual({ title: 'Nothing is selected', more: [] });
    expect(importRefusal(HEAD, 'its disk is')).toBe('This workspace is read-only: its disk is');
  });

  it('is of a manifest why it is not simply new, where it breaks, and what can’t be had', () => {
    expect(noteText(ROW)).toBe('');
    const meets = 'runs/corn/0001_pls_aaaaaa/manifest.yaml';
    expect(noteText({ ...ROW, status: 'conflict', meets, reason: `${meets} is another run` })).toBe(
      'another run',
    );
    expect(noteText({ ...ROW, status: 'broken', line: 3, column: 7, reason: 'a key twice' })).toBe(
      'line 3, column 7: a key twice',
    );
    expect(noteText({ ...ROW, missing: 2, wrong_hash: 1, rejected: 1 })).toBe(
      '2 files are not in what is imported; 1 file does not have the hash that its record says; 1 file can’t be put where it belongs',
    );
    // What a manifest says of itself is untrusted.
    expect(noteText({ ...ROW, reason: 'evil\u001b[2J' })).not.toContain('\u001b');
  });

  it('is what would not work in nirs4all', () => {
    expect(importNoteText('FOLDS_MISSING', [2])).toBe(
      'It can be looked at, not predicted with: fold 2 is missing.',
    );
    expect(importNoteText('OTHER_RUN', [])).toContain('can be looked at, not predicted with');
    expect(importNoteText('RENUMBERED', [])).toContain('no run of nirs4all overwrites it');
  });
});

describe('what an import came to', () => {
  const done = {
    import_id: 'x',
    targets: [],
    manifests: 4,
    bundles: 0,
    files: { files: 96, bytes: 157_000_000 },
    skipped: [],
    skipped_count: 0,
    cancelled: false,
  };

  it('is how much went in', () => {
    expect(importResultText(done)).toEqual({
      title: 'Imported 4 manifests, 96 files (157 MB).',
      more: [],
    });
    expect(importResultText({ ...done, manifests: 0 }).title).toBe('Nothing was imported.');
  });

  it('is what was left out, and that it was stopped', () => {
    expect(importResultText({ ...done, skipped_count: 2, cancelled: true }).more).toEqual([
      'Stopped on the way; what was imported can be undone.',
      '2 manifests were left out.',
    ]);
  });
});
