import { table } from '../../bin/table';
import { exampleHome } from '../support/example-home';
import { figure, spreadColumns } from './figures';
import type { Floors } from './floors';
import type { Measurement } from './measurement';
import { renderOfHome } from './render-of-home';
import { measureInTurn, Series } from './series';
import { verdictOn, type Target } from './target';
import type { Workspace } from './workspace';

const overFloor: Target = { name: 'time against the frameworks’ floor', limit: 1.5, unit: ' times', margin: 0.1 };

/** The same in processor time, which a busy machine changes less. */
const overFloorInCpu: Target = { ...overFloor, name: 'processor time against the frameworks’ floor' };

/** As a home runs it. `stages.ts` says what is over the floor. */
const compiledOverFloor: Target = { ...overFloorInCpu, name: 'the same, compiled', limit: 1.1 };

const loader: Target = { name: 'what loading TypeScript adds', limit: 0.5, unit: ' s', margin: 0.1 };

/** Rendering production cold, against both floors and against itself without a loader. */
export function measureRendering(workspace: Workspace, floors: Floors, rounds: number): Measurement {
  const render = ['--home', exampleHome.folder, 'render', 'production', '--into'];
  const subject = new Series('commons render production', {
    command: (into) => ['--require', 'ts-node/register', 'bin/commons.ts', ...render, into],
  });
  const withoutLoader = new Series('the same as JavaScript', renderOfHome(workspace, exampleHome.folder));
  const frameworks = new Series('frameworks’ floor', floors.frameworks);
  const machine = new Series('machine’s floor', floors.machine);
  const series = [subject, withoutLoader, frameworks, machine];
  // The subject runs beside those it is compared with.
  measureInTurn([withoutLoader, subject, frameworks, machine], rounds, workspace);

  const added = subject.paired(withoutLoader, 'wallSeconds', (own, others) => own - others);
  const { stacks, resources, objects, modules } = floors;
  return {
    title: `Rendering production: ${stacks} stacks with ${resources} resources, ${objects} objects, ${rounds} rounds`,
    text: [
      table(
        ['program', 'wall s', 'spread', 'CPU s', 'spread', 'peak MiB', '× floor', 'spread', '× its CPU'],
        series.map((each) => [
          each.name,
          ...spreadColumns(each.summary('wallSeconds')),
          ...spreadColumns(each.summary('cpuSeconds')),
          figure(each.summary('peakMiB').median, 0),
          ...spreadColumns(each.ratioTo(frameworks, 'wallSeconds')),
          figure(each.ratioTo(frameworks, 'cpuSeconds').median),
        ]),
      ),
      `loading TypeScript adds ${added.median.toFixed(2)} s (${added.least.toFixed(2)} to ${added.most.toFixed(2)})`,
      `files loaded from libraries: ${byPackage(modules)}`,
    ].join('\n'),
    series,
    verdicts: [
      verdictOn(overFloor, subject.ratioTo(frameworks, 'wallSeconds').median),
      verdictOn(overFloorInCpu, subject.ratioTo(frameworks, 'cpuSeconds').median),
      verdictOn(compiledOverFloor, withoutLoader.ratioTo(frameworks, 'cpuSeconds').median),
      verdictOn(loader, added.median),
    ],
  };
}

/** How many of the files belong to which package, most first. */
function byPackage(files: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const file of files) {
    const [, name = file] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
