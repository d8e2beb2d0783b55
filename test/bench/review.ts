import { join } from 'node:path';
import { table } from '../../bin/table';
import { figure, spreadColumns } from './figures';
import type { Program } from './measure';
import type { Measurement } from './measurement';
import { writeLargeChange, writeSmallChange } from './review-input';
import { measureInTurn, Series } from './series';
import { verdictOn, type Target } from './target';
import type { Workspace } from './workspace';

const large: Target = { name: 'review of 10,000 objects and 5,000 resources', limit: 8, unit: ' s', margin: 0.1 };
const memory: Target = { name: 'peak memory of that review', limit: 512, unit: ' MiB', margin: 0 };
const small: Target = { name: 'review of one line of production', limit: 3, unit: ' s', margin: 0.1 };

/** What a review costs where everything changes, and where one line does. */
export function measureReview(workspace: Workspace, rounds: number): Measurement {
  const { home, objects, resources } = writeLargeChange(workspace);
  const everything = new Series(
    'two commits, everything changed',
    review(workspace, home, '--base', 'HEAD~1', '--head', 'HEAD'),
  );
  const line = new Series('the working tree, one line changed', review(workspace, writeSmallChange(workspace)));
  const series = [everything, line];
  measureInTurn(series, rounds, workspace);
  return {
    title: `Reviews: ${objects} objects and ${resources} resources, all of them changed, and one line of production, which is also rendered again; ${rounds} rounds`,
    text: table(
      ['review', 'wall s', 'spread', 'CPU s', 'spread', 'peak MiB'],
      series.map((each) => [
        each.name,
        ...spreadColumns(each.summary('wallSeconds')),
        ...spreadColumns(each.summary('cpuSeconds')),
        figure(each.summary('peakMiB').median, 0),
      ]),
    ),
    series,
    verdicts: [
      verdictOn(large, everything.summary('wallSeconds').median),
      verdictOn(memory, everything.summary('peakMiB').most),
      verdictOn(small, line.summary('wallSeconds').median),
    ],
  };
}

const review = ({ compiled }: Workspace, home: string, ...options: readonly string[]): Program => ({
  command: () => [join(compiled, 'bin', 'commons.js'), '--home', home, 'review', ...options],
  // Somebody has to look.
  exitCode: 2,
});
