import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { startGalleryCore } from './gallery-core.ts';
import { takePictures } from './pictures.ts';
import { galleryConfig } from './vite-config.ts';

// `npm run gallery`: serves the gallery, with what is edited replaced in the page at once, or takes pictures of it.

const { values } = parseArgs({
  options: {
    pictures: { type: 'string' },
    only: { type: 'string', multiple: true, default: [''] },
    port: { type: 'string', default: '0' },
  },
});

const log = (text: string): void => void process.stderr.write(`${text}\n`);

if (values.pictures === undefined) {
  log('Making the workspaces of the gallery…');
  const core = await startGalleryCore((what, error) => log(`${what}: ${String(error)}`));
  const server = await createServer(galleryConfig(core, Number(values.port)));
  await server.listen();
  process.stdout.write(`${server.resolvedUrls?.local[0] ?? ''}\n`);
  const end = async (): Promise<void> => {
    await server.close();
    await core.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
} else {
  const { taken, problems } = await takePictures(values.pictures, values.only);
  for (const problem of problems) log(problem);
  log(`${taken} pictures in ${values.pictures}`);
  if (problems.length > 0) process.exitCode = 1;
}
