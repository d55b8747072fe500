import { describe, expect, it } from 'vitest';
import { factsOf, fixtureNames, fixtureWorkspace, stemma } from './support.ts';

interface Whole {
  readonly nodes: readonly {
    readonly id: string;
    readonly artifact_id: string | null;
    readonly class: string;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly target: string;
    readonly status: string;
  }[];
  readonly cycles: readonly string[][];
}

describe.each(fixtureNames())('deps --all of %s', (name) => {
  it('has all records, and what each of them names', async () => {
    const workspace = fixtureWorkspace(name);
    const facts = factsOf(name);
    const ended = await stemma(['deps', '--all', '-w', workspace]);
    const { nodes, edges, cycles } = JSON.parse(ended.out) as Whole;
    expect(nodes).toHaveLength(facts.records);
    expect(cycles).toEqual([]);
    const artifacts = new Map(nodes.map(({ id, artifact_id: artifact }) => [id, artifact]));
    for (const [manifest, dependencies] of Object.entries(facts.dependencies)) {
      const own = edges.filter(({ from }) => from.startsWith(`${manifest}#`));
      for (const [id, wanted] of Object.entries(dependencies)) {
        const named = own.filter(({ from }) => artifacts.get(from) === id);
        expect(named.map(({ target }) => target)).toEqual(wanted);
        expect(named.map(({ to }) => artifacts.get(to ?? ''))).toEqual(wanted);
      }
    }
    expect(edges).toHaveLength(
      Object.values(facts.dependencies).flatMap((of) => Object.values(of).flat()).length,
    );
    const graphml = await stemma(['deps', '--all', '--graphml', '-w', workspace]);
    expect(graphml.out.match(/<node /g)).toHaveLength(nodes.length);
    expect(graphml.out.match(/<edge /g) ?? []).toHaveLength(edges.length);
    const dot = await stemma(['deps', '--all', '--dot', '-w', workspace]);
    expect(dot.out.match(/^ {2}"[^"]*" \[label=/gm)).toHaveLength(nodes.length);
    expect(dot.out.match(/" -> "/g) ?? []).toHaveLength(edges.length);
    const mermaid = await stemma(['deps', '--all', '--mermaid', '-w', workspace]);
    expect(mermaid.out.match(/^ {2}n\d+ -->/gm) ?? []).toHaveLength(edges.length);
  });
});

describe('deps', () => {
  it.each([
    [[]],
    [['x', '--all']],
    [['--dot']],
    [['x', '--dot']],
    [['--all', '--dot', '--mermaid']],
    [['--all', '--dot', '--json']],
    [['--all', '--reverse']],
  ])('with %j is used wrongly', async (args) => {
    const ended = await stemma(['deps', ...args, '-w', fixtureWorkspace('corn')]);
    expect(ended.code).toBe(2);
  });
});
