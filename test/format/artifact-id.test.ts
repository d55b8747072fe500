import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isV3ArtifactId,
  makeArtifactId,
  parseArtifactId,
  printArtifactId,
} from '../../shared/format/artifact-id.ts';
import { expectAlways, often } from '../support/property.ts';
import { expectedFacts, referenceAnswers } from './reference.ts';

describe('artifact ids', () => {
  it('of real files read and print back, or have no $', () => {
    let read = 0;
    for (const { files } of expectedFacts) {
      for (const [, id] of Object.values(files).flatMap((file) => file.referenced_by ?? [])) {
        const parts = parseArtifactId(id);
        expect(parts !== null).toBe(isV3ArtifactId(id));
        if (parts === null) continue;
        expect(printArtifactId(parts)).toBe(id);
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(300);
  });

  it.each(referenceAnswers.ids)(
    'agree with the library: $id',
    ({ id, parts: [pipelineId, chainHash, fold] }) => {
      expect(parseArtifactId(id)).toEqual({ pipelineId, chainHash, fold });
      expect(makeArtifactId(pipelineId, chainHash, fold)).toBe(id);
    },
  );

  it('split at the last $ before the last :', () => {
    expect(parseArtifactId('a:b$0123456789ab:3')).toEqual({
      pipelineId: 'a:b',
      chainHash: '0123456789ab',
      fold: 3,
    });
    expect(parseArtifactId('0001_a$b_2f26de$0123456789ab:3')).toEqual({
      pipelineId: '0001_a$b_2f26de',
      chainHash: '0123456789ab',
      fold: 3,
    });
    expect(parseArtifactId('a$0123456789ab:3$')).toBeNull();
  });

  it.each([
    ['0002_x_2f26de:0:3.1:all'],
    ['0001_pls_6b4b50:2:all'],
    [''],
    ['$0123456789ab:all'],
    ['a$0123456789ab'],
    ['a:1$0123456789ab'],
    ['a$0123456789AB:all'],
    ['a$0123456789a:all'],
    ['a$0123456789ab:'],
    ['a$0123456789ab:01'],
    ['a$0123456789ab:-1'],
    ['a$0123456789ab:All'],
    ['a$0123456789ab:all '],
    ['a$0123456789ab:99999999999999999999'],
  ])('%j is never guessed at', (id) => {
    expect(parseArtifactId(id)).toBeNull();
  });

  it('what is accepted prints back exactly', () => {
    const part = fc.constantFrom('$', ':', 'all', '0', '12', '0123456789ab', '0001_pls_6b4b50', 'x');
    expectAlways(
      fc.property(fc.array(part, { maxLength: 7 }), (pieces) => {
        const id = pieces.join('');
        const parts = parseArtifactId(id);
        if (parts !== null) expect(printArtifactId(parts)).toBe(id);
      }),
      often(2_000, 50_000),
    );
  });
});
