import { describe, expect, it, vi } from 'vitest';
import type { WindowChannel } from '../../electron/shell/window-connections.ts';
import { TO_MAIN } from '../../electron/shell/ipc-names.ts';
import { senderRefusal, type SenderFrame } from '../../electron/shell/sender.ts';
import { ipcPair, OWN_FRAME, type FakeWindow } from '../support/ipc-pair.ts';

const strangers: Record<string, SenderFrame | null> = {
  'a frame that is gone': null,
  'another origin': { origin: 'https://example.org', parent: null },
  'another host of our scheme': { origin: 'stemma://other', parent: null },
  'an origin that begins like ours': { origin: 'stemma://app.example.org', parent: null },
  'an opaque origin': { origin: 'null', parent: null },
  'no origin': { origin: '', parent: null },
  'a file': { origin: 'file://', parent: null },
  'a frame of ours inside the page': { origin: 'stemma://app', parent: OWN_FRAME },
};

interface Heard {
  readonly window: FakeWindow;
  readonly channels: WindowChannel[];
  readonly drops: (readonly string[])[];
  readonly refusals: string[];
}

function listen(): Heard {
  const channels: WindowChannel[] = [];
  const drops: (readonly string[])[] = [];
  const refusals: string[] = [];
  const { makeWindow } = ipcPair({
    serve: (_contents, _part, channel) => void channels.push(channel),
    keepDrop: (_contents, paths) => `drop ${drops.push(paths)}`,
    log: (_what, error) => refusals.push(String(error)),
  });
  return { window: makeWindow(), channels, drops, refusals };
}

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 10));

describe('the sender check', () => {
  it('lets the main frame of our page through', () => {
    expect(senderRefusal(OWN_FRAME)).toBeNull();
  });

  it.each(Object.entries(strangers))(
    'drops every kind of message of %s, and logs it',
    async (_name, frame) => {
      const { window, channels, drops, refusals } = listen();
      const api = window.startPage();
      const onClose = vi.fn<() => void>();
      api.connect('core', { onMessage: () => undefined, onClose });
      await settled();
      const got: unknown[] = [];
      channels[0]?.onMessage((message) => got.push(message));

      window.sendFrom(frame, TO_MAIN.open, 77, 'core');
      window.sendFrom(frame, TO_MAIN.message, 1, 'from a stranger');
      window.sendFrom(frame, TO_MAIN.close, 1);
      window.sendFrom(frame, TO_MAIN.hello);
      await expect(window.invokeFrom(frame, TO_MAIN.drop, ['/etc'])).rejects.toThrow(/refused/);
      await settled();

      expect(channels).toHaveLength(1);
      expect(got).toEqual([]);
      expect(onClose).not.toHaveBeenCalled();
      expect(drops).toEqual([]);
      expect(refusals).toHaveLength(5);
      window.sendFrom(OWN_FRAME, TO_MAIN.message, 1, 'from the page');
      await settled();
      expect(got).toEqual(['from the page']);
    },
  );
});

describe('messages of the wrong shape', () => {
  it.each([
    [TO_MAIN.open, []],
    [TO_MAIN.open, ['1', 'core']],
    [TO_MAIN.open, [1.5, 'core']],
    [TO_MAIN.open, [1, 'constructor']],
    [TO_MAIN.open, [1]],
    [TO_MAIN.message, [1, { a: 1 }]],
    [TO_MAIN.message, [1, new ArrayBuffer(2)]],
    [TO_MAIN.message, [null, 'text']],
    [TO_MAIN.close, ['1']],
  ])('%s %j is refused', async (channel, args) => {
    const { window, channels, refusals } = listen();
    window.sendFrom(OWN_FRAME, channel, ...args);
    await settled();
    expect(channels).toEqual([]);
    expect(refusals).toEqual([expect.stringContaining('not of the expected shape')]);
  });

  it.each([['text'], [[1]], [null], [{ 0: '/x', length: 1 }]])('a drop of %j rejects', async (paths) => {
    const { window, drops } = listen();
    await expect(window.invokeFrom(OWN_FRAME, TO_MAIN.drop, paths)).rejects.toThrow(/expected shape/);
    expect(drops).toEqual([]);
  });
});
