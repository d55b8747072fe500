import { describe, expect, it } from 'vitest';
import type { ChannelMessage, ContractPart } from '../../shared/api/channel.ts';
import type { DesktopApi } from '../../shared/api/desktop.ts';
import type { WindowChannel } from '../../electron/shell/window-connections.ts';
import { TO_MAIN, TO_WINDOW } from '../../electron/shell/ipc-names.ts';
import { ipcPair, OWN_FRAME, type FakeWindow } from '../support/ipc-pair.ts';

interface Served {
  readonly part: ContractPart;
  readonly channel: WindowChannel;
  readonly messages: ChannelMessage[];
  readonly ends: (string | null)[];
}

function serving(): { makeWindow: () => FakeWindow; served: Served[]; refusals: string[] } {
  const served: Served[] = [];
  const refusals: string[] = [];
  const { makeWindow } = ipcPair({
    serve: (_contents, part, channel) => {
      const messages: ChannelMessage[] = [];
      const ends: (string | null)[] = [];
      channel.onMessage((message) => void messages.push(message));
      channel.onClose((reason) => void ends.push(reason));
      served.push({ part, channel, messages, ends });
    },
    keepDrop: () => 'drop',
    log: (_what, error) => refusals.push(String(error)),
  });
  return { makeWindow, served, refusals };
}

function connect(api: DesktopApi, part: ContractPart) {
  const messages: ChannelMessage[] = [];
  const ends: (string | null)[] = [];
  const connection = api.connect(part, {
    onMessage: (message) => void messages.push(message),
    onClose: (reason) => void ends.push(reason),
  });
  return { ...connection, messages, ends };
}

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 10));

describe('connections over IPC', () => {
  it('carry text and bytes both ways, in order', async () => {
    const { makeWindow, served } = serving();
    const client = connect(makeWindow().startPage(), 'core');
    const sent = Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? Uint8Array.of(i) : `message ${i}`));
    for (const message of sent) client.send(message);
    await settled();
    expect(served[0]?.part).toBe('core');
    expect(served[0]?.messages).toEqual(sent);
    for (const message of sent) served[0]?.channel.send(message);
    await settled();
    expect(client.messages).toEqual(sent);
  });

  it('are apart from each other, in one window and in two', async () => {
    const { makeWindow, served } = serving();
    const page = makeWindow().startPage();
    const clients = [connect(page, 'core'), connect(page, 'host'), connect(makeWindow().startPage(), 'core')];
    await settled();
    for (const [i, { channel }] of served.entries()) channel.send(`to ${i}`);
    for (const [i, client] of clients.entries()) client.send(`from ${i}`);
    await settled();
    expect(clients.map(({ messages }) => messages)).toEqual([['to 0'], ['to 1'], ['to 2']]);
    expect(served.map(({ messages }) => messages)).toEqual([['from 0'], ['from 1'], ['from 2']]);
  });

  it('end on both sides when the page closes one, and stay closed', async () => {
    const { makeWindow, served } = serving();
    const client = connect(makeWindow().startPage(), 'core');
    await settled();
    client.close();
    client.close();
    client.send('late');
    await settled();
    served[0]?.channel.send('late');
    await settled();
    expect(client.ends).toEqual([null]);
    expect(served[0]?.ends).toEqual([null]);
    expect(served[0]?.messages).toEqual([]);
    expect(client.messages).toEqual([]);
  });

  it('tell the page why they end when the other side ends them', async () => {
    const { makeWindow, served } = serving();
    const client = connect(makeWindow().startPage(), 'core');
    await settled();
    served[0]?.channel.closeWith('it ran out of memory');
    served[0]?.channel.close();
    await settled();
    expect(client.ends).toEqual(['it ran out of memory']);
    expect(served[0]?.ends).toEqual([null]);
  });

  it('end when the page is loaded anew, and its numbers start again', async () => {
    const { makeWindow, served, refusals } = serving();
    const window = makeWindow();
    const before = connect(window.startPage(), 'core');
    await settled();
    const after = connect(window.startPage(), 'core');
    await settled();
    served[0]?.channel.send('to the page before');
    served[1]?.channel.send('to the page now');
    await settled();
    expect(served[0]?.ends).toEqual([null]);
    expect(served[1]?.ends).toEqual([]);
    expect(before.messages).toEqual([]);
    expect(after.messages).toEqual(['to the page now']);
    expect(refusals).toEqual([]);
  });

  it.each(['destroyed', 'render-process-gone'])('end when the window is %s', async (event) => {
    const { makeWindow, served } = serving();
    const window = makeWindow();
    connect(window.startPage(), 'core');
    await settled();
    if (event === 'destroyed') window.destroy();
    else window.emit(event, {}, { reason: 'crashed' });
    served[0]?.channel.send('late');
    expect(served[0]?.ends).toEqual([null]);
  });

  it('can not take the number of one that is open', async () => {
    const { makeWindow, served, refusals } = serving();
    const window = makeWindow();
    connect(window.startPage(), 'core');
    window.sendFrom(OWN_FRAME, TO_MAIN.open, 1, 'host');
    await settled();
    expect(served).toHaveLength(1);
    expect(refusals).toHaveLength(1);
  });
});

describe('commands', () => {
  it('reach every listener until it stops', async () => {
    const { makeWindow } = serving();
    const window = makeWindow();
    const api = window.startPage();
    const got: string[] = [];
    const stop = api.onCommand(({ name }) => void got.push(`first ${name}`));
    api.onCommand(({ name }) => void got.push(`second ${name}`));
    window.send(TO_WINDOW.command, { name: 'rescan' });
    await settled();
    stop();
    window.send(TO_WINDOW.command, { name: 'choose-workspace' });
    await settled();
    expect(got).toEqual(['first rescan', 'second rescan', 'second choose-workspace']);
  });
});
