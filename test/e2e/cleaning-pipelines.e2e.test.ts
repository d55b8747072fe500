import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatBytes } from '../../shared/text/format-number.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { goToCleanUp, listOf, moveOf, noticeOf, planOf, undo } from './cleaning.ts';
import { handsOf, oneWay, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';
import { BELOW, ON_TOP, putOnTop } from './on-top.ts';

describeInHosts(
  'pipelines and datasets that go',
  (open, host) => {
    it.each(waysIn(host))('leave the files that other pipelines use, %s', async (way) => {
      const { manifests, files, exclusive_bytes_by_pipeline: exclusive } = expectedFacts('branches-stacking');
      const folder = copyFixture('branches-stacking');
      const usersOf = (path: string): string[] => (files[path]?.referenced_by ?? []).map(([user]) => user);
      // One that has files of its own and files that others use too.
      const shown = manifests.find(
        ({ path }) =>
          (exclusive[path] ?? 0) > 0 &&
          Object.keys(files).some((file) => usersOf(file).includes(path) && new Set(usersOf(file)).size > 1),
      );
      if (shown === undefined) throw new Error('The fixture has no such pipeline');
      const used = Object.keys(files).filter((file) => usersOf(file).includes(shown.path));
      const shared = used.filter((file) => new Set(usersOf(file)).size > 1);
      const own = new Map(
        used.filter((file) => !shared.includes(file)).map((file) => [file, readFileSync(join(folder, file))]),
      );

      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands, 'Pipelines');
      await hands.pickRow(listOf(page, 'Pipelines'), shown.pipeline_id);
      const foot = page.getByRole('group', { name: 'What if' });
      await expectPage(foot).toContainText('1 pipeline selected');
      await expectPage(foot).toContainText(`frees ${formatBytes(exclusive[shown.path] ?? 0)}`);
      await expectPage(foot).toContainText('breaks nothing');
      await hands.press(foot.getByRole('button', { name: 'Review plan…' }));
      await planOf(page).waitFor();
      await hands.showTab(planOf(page).getByRole('tab', { name: /^Stays/ }));
      const stays = planOf(page).getByRole('grid', { name: 'Files that stay' });
      await expectPage(stays).toHaveAttribute('aria-rowcount', String(shared.length + 1));
      await expectPage(stays).toContainText('something else uses it too');
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      for (const file of shared) expect(existsSync(join(folder, file)), file).toBe(true);
      for (const file of own.keys()) expect(existsSync(join(folder, file)), file).toBe(false);
      expect(existsSync(join(folder, shown.path))).toBe(false);
      // Its folder stays: nirs4all numbers pipelines by counting folders.
      expect(existsSync(join(folder, shown.path, '..'))).toBe(true);

      await undo(page, hands);
      expect(existsSync(join(folder, shown.path))).toBe(true);
      for (const [file, bytes] of own)
        expect(readFileSync(join(folder, file)).equals(bytes), file).toBe(true);
    });

    it.each(waysIn(host))('leave what an export or the library names, %s', async (way) => {
      const kept = expectedFacts('bundle-and-library');
      const folder = copyFixture('bundle-and-library');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands, 'Pipelines');
      const pipelines = listOf(page, 'Pipelines');
      for (const { path, pipeline_id } of kept.manifests) {
        const frees = kept.exclusive_bytes_by_pipeline[path] ?? 0;
        await expectPage(pipelines.getByRole('row').filter({ hasText: pipeline_id })).toContainText(
          formatBytes(frees),
        );
      }
      await hands.pickAll(pipelines);
      await hands.press(
        page.getByRole('group', { name: 'What if' }).getByRole('button', { name: 'Review plan…' }),
      );
      await planOf(page).waitFor();
      // Copies keep all that they name, so nothing breaks and nothing has to be agreed to.
      expect(await planOf(page).getByRole('checkbox').count()).toBe(0);
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      const copies = Object.entries(kept.files).filter(([, file]) => (file.kept_by_copies ?? []).length > 0);
      expect(copies.length).toBeGreaterThan(0);
      for (const [path] of copies) expect(existsSync(join(folder, path)), path).toBe(true);
      for (const { path } of kept.manifests) expect(existsSync(join(folder, path)), path).toBe(false);
    });

    it.each(waysIn(host))('break exports only where one agrees to that, %s', async (way) => {
      const { other_manifests: copies } = expectedFacts('bundle-and-library');
      const breaks = copies.reduce((sum, { artifact_count }) => sum + artifact_count, 0);
      const folder = copyFixture('bundle-and-library');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands, 'Whole dataset');
      await hands.openRow(listOf(page, 'Datasets'), 'sugar');
      await planOf(page).waitFor();
      const agree = planOf(page).getByRole('checkbox', { name: `Break ${breaks} artifacts` });
      const move = planOf(page).getByRole('button', { name: 'Move sugar to the trash' });
      await hands.showTab(planOf(page).getByRole('tab', { name: /^Breaks/ }));
      await expectPage(planOf(page).getByRole('grid', { name: 'What breaks' })).toHaveAttribute(
        'aria-rowcount',
        String(breaks + 1),
      );
      await expectPage(agree).not.toBeChecked();
      await hands.fill(planOf(page).getByRole('textbox'), 'sugar');
      await expectPage(move).toHaveAttribute('aria-disabled', 'true');
      await hands.pressRefused(move);
      expect(existsSync(join(folder, 'binaries', 'sugar'))).toBe(true);
      await hands.check(agree);
      await expectPage(move).not.toHaveAttribute('aria-disabled', 'true');
      await hands.pressRefused(move);
      await noticeOf(page, /^Moved \d/).waitFor();
      expect(existsSync(join(folder, 'binaries', 'sugar', 'model_Ridge_b295717b8a84.joblib'))).toBe(false);
      for (const { path } of copies) expect(existsSync(join(folder, path)), path).toBe(true);
      await undo(page, hands);
      expect(existsSync(join(folder, 'binaries', 'sugar', 'model_Ridge_b295717b8a84.joblib'))).toBe(true);
    });

    it.each(oneWay(host))(
      'break what another pipeline needs only where one agrees to that, %s',
      async (way) => {
        const folder = copyFixture('corn');
        putOnTop(folder);
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands, 'Pipelines');
        await hands.pickRow(listOf(page, 'Pipelines'), BELOW);
        const foot = page.getByRole('group', { name: 'What if' });
        await expectPage(foot).toContainText('breaks 1 artifact of 1 pipeline');
        await hands.press(foot.getByRole('button', { name: 'Review plan…' }));
        await planOf(page).waitFor();
        await hands.showTab(planOf(page).getByRole('tab', { name: /^Breaks/ }));
        await expectPage(planOf(page).getByRole('grid', { name: 'What breaks' })).toContainText(ON_TOP);
        await expectPage(moveOf(page)).toHaveAttribute('aria-disabled', 'true');
        await hands.check(planOf(page).getByRole('checkbox', { name: 'Break 1 artifact' }));
        await hands.press(moveOf(page));
        await noticeOf(page, /^Moved \d/).waitFor();
        expect(existsSync(join(folder, 'runs', 'corn', BELOW, 'manifest.yaml'))).toBe(false);
        expect(existsSync(join(folder, 'runs', 'corn', ON_TOP, 'manifest.yaml'))).toBe(true);
      },
    );

    it.each(oneWay(host))(
      'of a whole dataset ask for its name, and leave its neighbours, %s',
      async (way) => {
        const folder = copyFixture('several-datasets');
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands, 'Whole dataset');
        await hands.openRow(listOf(page, 'Datasets'), /^corn2/);
        await planOf(page).waitFor();
        const move = planOf(page).getByRole('button', { name: 'Move corn2 to the trash' });
        await expectPage(move).toHaveAttribute('aria-disabled', 'true');
        await hands.fill(planOf(page).getByRole('textbox'), 'corn');
        await expectPage(move).toHaveAttribute('aria-disabled', 'true');
        await hands.fill(planOf(page).getByRole('textbox'), 'corn2');
        await hands.press(move);
        await noticeOf(page, /^Moved \d/).waitFor();
        for (const [file, { referenced_by }] of Object.entries(expectedFacts('several-datasets').files))
          expect(existsSync(join(folder, file)), file).toBe(
            !file.startsWith('binaries/corn2/') && referenced_by.length > 0,
          );
        await expectPage(
          listOf(page, 'Datasets')
            .getByRole('row')
            .filter({ hasText: /^corn2/ }),
        ).toBeHidden();
      },
    );
  },
  { browserFirst: true },
);
