import { describe, expect, it } from 'vitest';
import { EntryWalk } from '../../renderer/state/drops/walk-entries.ts';
import { PART_BYTES, Sending, type PartAnswer } from '../../renderer/state/drops/send-files.ts';

/** Folders and files such as a browser gives: names lead to more folders, to texts, or to the system's refusal. */
interface Made {
  readonly [name: string]: Made | string;
}

const AT_A_TIME = 100;
const REFUSED = new DOMException('no', 'NotReadableError');

/** An entry of a file system, with the parts of it that a walk uses. */
function entryOf(name: string, made: Made | string): object {
  if (typeof made === 'string')
    return {
      name,
      isFile: true,
      isDirectory: false,
      file: (resolve: (file: File) => void, reject: (error: DOMException) => void) =>
        made === 'refused' ? reject(REFUSED) : resolve(new File([made], name)),
    };
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const children = Object.entries(made);
      return {
        readEntries: (resolve: (entries: object[]) => void, reject: (error: DOMException) => void) => {
          if (made['refused'] === 'folder') reject(REFUSED);
          else resolve(children.splice(0, AT_A_TIME).map(([child, of]) => entryOf(child, of)));
        },
      };
    },
  };
}

function walk(made: Made, most = 200_000, signal = new AbortController().signal) {
  const entries = Object.entries(made).map(([name, of]) => entryOf(name, of));
  return new EntryWalk(most, signal).run(entries as never);
}

async function paths(made: Made): Promise<string[]> {
  const walked = await walk(made);
  return typeof walked === 'string' ? expect.fail(walked) : walked.files.map(({ path }) => path).toSorted();
}

describe('walking over what was dropped', () => {
  it('finds files at any depth, and files that were dropped by themselves', async () => {
    expect(
      await paths({ run: { '0001_a': { 'manifest.yaml': 'a' }, deep: { er: { b: 'b' } } }, 'x.yaml': 'x' }),
    ).toEqual(['run/0001_a/manifest.yaml', 'run/deep/er/b', 'x.yaml']);
  });

  it('asks until nothing comes any more: 10,000 files come a hundred at a time', async () => {
    const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`model_${at}`, '']));
    expect(await paths({ binaries: files })).toHaveLength(10_000);
  });

  it('does not look into folders of git, of Stemma and of archives of macOS', async () => {
    expect(
      await paths({ ws: { '.git': { a: '' }, '.stemma': { b: '' }, __MACOSX: { c: '' }, d: '' } }),
    ).toEqual(['ws/d']);
  });

  it('goes on past what the system refuses, and names it', async () => {
    const walked = await walk({ ws: { locked: { refused: 'folder' }, 'gone.yaml': 'refused', a: 'a' } });
    expect(walked).toMatchObject({ files: [{ path: 'ws/a' }], unreadable: ['ws/gone.yaml', 'ws/locked'] });
  });

  it('gives up where there are too many, and when it is told to', async () => {
    expect(await walk({ a: { b: '', c: '', d: '' } }, 2)).toBe('too-many');
    expect(await walk({ a: { b: '' } }, 2, AbortSignal.abort())).toBe('cancelled');
  });
});

/** A host that takes files, and does with some parts what a test says. */
class TestHost {
  readonly received = new Map<number, Uint8Array[]>();
  /** Numbers of files, in the order in which parts came. */
  readonly parts: number[] = [];
  most = 0;
  #now = 0;
  readonly #odd: (number: number, from: number, turn: number) => PartAnswer | 'broken' | 'half' | null;

  constructor(
    odd: (number: number, from: number, turn: number) => PartAnswer | 'broken' | 'half' | null = () => null,
  ) {
    this.#odd = odd;
  }

  bytes(number: number): number {
    return (this.received.get(number) ?? []).reduce((sum, { length }) => sum + length, 0);
  }

  text(number: number): string {
    return Buffer.concat(this.received.get(number) ?? []).toString();
  }

  readonly put = async (number: number, from: number, part: Blob): Promise<PartAnswer> => {
    this.#now += 1;
    this.most = Math.max(this.most, this.#now);
    this.parts.push(number);
    const bytes = new Uint8Array(await part.arrayBuffer());
    this.#now -= 1;
    const odd = this.#odd(number, from, this.parts.length);
    const own = this.received.get(number) ?? [];
    this.received.set(number, own);
    if (odd === 'half') own.push(bytes.subarray(0, bytes.length / 2));
    if (odd === 'half' || odd === 'broken') throw new TypeError('Failed to fetch');
    if (odd !== null) return odd;
    if (from === this.bytes(number)) own.push(bytes);
    return { kind: 'received', received: this.bytes(number) };
  };
}

const fileOf = (number: number, text: string) => ({ number, path: `run/${number}`, file: new Blob([text]) });

async function send(
  host: TestHost,
  files: readonly ReturnType<typeof fileOf>[],
  { signal = new AbortController().signal, comeBack = async (_times: number) => true } = {},
) {
  const progress: unknown[] = [];
  const place = { put: host.put, comeBack };
  const failure = await new Sending(files, place, signal, (told) => void progress.push(told)).run();
  return { failure, progress };
}

describe('sending files', () => {
  it('sends all, a few at a time, and tells how far it is', async () => {
    const host = new TestHost();
    const files = Array.from({ length: 20 }, (_, at) => fileOf(at, `file ${at}`));
    const { failure, progress } = await send(host, files);
    expect(failure).toBeNull();
    expect(files.map(({ number }) => host.text(number))).toEqual(files.map((_, at) => `file ${at}`));
    expect(host.most).toBe(4);
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    expect(progress[0]).toEqual({ files: 0, total_files: 20, bytes: 0, total_bytes: total });
    expect(progress.at(-1)).toEqual({ files: 20, total_files: 20, bytes: total, total_bytes: total });
  });

  it('sends an empty file', async () => {
    const host = new TestHost();
    expect((await send(host, [fileOf(0, '')])).failure).toBeNull();
    expect(host.parts).toEqual([0]);
  });

  it('sends a large one part by part', async () => {
    const host = new TestHost();
    const large = { number: 3, path: 'a', file: new Blob([new Uint8Array(2 * PART_BYTES + 5).fill(7)]) };
    expect((await send(host, [large])).failure).toBeNull();
    expect(host.received.get(3)?.map(({ length }) => length)).toEqual([PART_BYTES, PART_BYTES, 5]);
  });

  it('goes on with a file where the host has it, after a connection that broke', async () => {
    const host = new TestHost((_number, _from, turn) => (turn === 1 ? 'half' : null));
    const waits: number[] = [];
    const comeBack = async (times: number): Promise<boolean> => waits.push(times) > 0;
    const { failure, progress } = await send(host, [fileOf(0, 'abcdefgh')], { comeBack });
    expect(failure).toBeNull();
    expect(host.text(0)).toBe('abcdefgh');
    // The part that was lost, what the host had of it, the rest.
    expect(host.parts).toEqual([0, 0, 0]);
    expect(waits).toEqual([1]);
    expect(progress.at(-1)).toMatchObject({ files: 1, bytes: 8 });
  });

  it('gives up after many tries without a byte, and not before', async () => {
    const host = new TestHost(() => 'broken');
    const waits: number[] = [];
    const comeBack = async (times: number): Promise<boolean> => waits.push(times) > 0;
    expect((await send(host, [fileOf(0, 'a')], { comeBack })).failure).toEqual({ kind: 'lost' });
    expect(waits).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('says that the host forgot the drop', async () => {
    const gone = new TestHost(() => ({ kind: 'gone' }));
    expect((await send(gone, [fileOf(0, 'a')])).failure).toEqual({ kind: 'gone' });
    const broken = new TestHost(() => 'broken');
    const comeBack = async (): Promise<boolean> => false;
    expect((await send(broken, [fileOf(0, 'a')], { comeBack })).failure).toEqual({ kind: 'gone' });
  });

  it('stops with the reason where the host takes one not', async () => {
    const host = new TestHost((number) => (number === 1 ? { kind: 'refused', reason: 'no space' } : null));
    const files = Array.from({ length: 50 }, (_, at) => fileOf(at, 'a'));
    expect((await send(host, files)).failure).toEqual({ kind: 'refused', path: 'run/1', reason: 'no space' });
    expect(host.parts.length).toBeLessThan(12);
  });

  it('says which file changed since it was dropped', async () => {
    const file = { size: 1, slice: () => ({ arrayBuffer: () => Promise.reject(REFUSED) }) };
    const changed = { number: 0, path: 'run/0', file: file as unknown as Blob };
    const place = { put: () => Promise.reject(new TypeError('Failed to fetch')), comeBack: async () => true };
    const sending = new Sending([changed], place, new AbortController().signal, () => undefined);
    expect(await sending.run()).toEqual({ kind: 'unreadable', path: 'run/0' });
  });

  it('ends when it is given up', async () => {
    const controller = new AbortController();
    const host = new TestHost((_number, _from, turn) => {
      if (turn >= 5) controller.abort();
      return null;
    });
    const files = Array.from({ length: 50 }, (_, at) => fileOf(at, 'a'));
    expect((await send(host, files, { signal: controller.signal })).failure).toEqual({ kind: 'cancelled' });
    expect(host.parts.length).toBeLessThan(12);
  });
});
