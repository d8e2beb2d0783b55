import { join } from 'node:path';
import { table } from '../../bin/table';
import { figure, spreadColumns } from './figures';
import { exampleProduction, writeManyTenants } from './many-tenants';
import type { Measurement } from './measurement';
import { renderOfHome } from './render-of-home';
import { measureInTurn, Series } from './series';
import { verdictOn, type Target } from './target';
import type { Workspace } from './workspace';

const exponent: Target = { name: 'growth exponent from 500 to 5,000 tenants', limit: 1.1, unit: '', margin: 0.1 };
const time: Target = { name: 'time with 5,000 tenants', limit: 45, unit: ' s', margin: 0.1 };
const memory: Target = { name: 'peak memory with 5,000 tenants', limit: 800, unit: ' MiB', margin: 0 };

/** Rendering, as a home does it, environments of different sizes; `counts` in rising order. */
export function measureGrowth(workspace: Workspace, counts: readonly number[], rounds: number): Measurement {
  const sizes = counts.map((tenants) => ({ tenants, series: rendering(tenants, workspace) }));
  const series = sizes.map((size) => size.series);
  measureInTurn(series, rounds, workspace);

  const rows = sizes.map((size, index) => {
    const smaller = sizes[index - 1];
    return [
      String(size.tenants).padStart(7),
      ...spreadColumns(size.series.summary('wallSeconds')),
      ...spreadColumns(size.series.summary('cpuSeconds')),
      figure(size.series.summary('peakMiB').median, 0),
      ...(smaller === undefined ? [] : growthColumns(smaller, size)),
    ];
  });
  const header = ['tenants', 'wall s', 'spread', 'CPU s', 'spread', 'peak MiB', 'exponent', 'of CPU', 'ms a tenant'];
  const middle = sizes.find(({ tenants }) => tenants === 500);
  const large = sizes.find(({ tenants }) => tenants === 5000);
  return {
    title: `Growth with tenants like production’s, ${rounds} rounds; the last column is the cost of each further tenant`,
    text: table(header, rows),
    series,
    verdicts:
      middle === undefined || large === undefined
        ? []
        : [
            verdictOn(exponent, exponentOf(middle, large, 'wallSeconds')),
            verdictOn(time, large.series.summary('wallSeconds').median),
            verdictOn(memory, large.series.summary('peakMiB').most),
          ],
  };
}

interface Size {
  readonly tenants: number;
  readonly series: Series;
}

function rendering(tenants: number, workspace: Workspace): Series {
  const home = join(workspace.folder, `home-${tenants}`);
  writeManyTenants(exampleProduction, join(home, 'environments/production'), tenants);
  return new Series(`${tenants} tenants`, renderOfHome(workspace, home));
}

/** 1 when twice as many tenants take twice as long. */
const exponentOf = (smaller: Size, larger: Size, of: 'wallSeconds' | 'cpuSeconds'): number =>
  Math.log(larger.series.ratioTo(smaller.series, of).median) / Math.log(larger.tenants / smaller.tenants);

function growthColumns(smaller: Size, larger: Size): readonly string[] {
  const further = larger.tenants - smaller.tenants;
  const added = larger.series.paired(smaller.series, 'wallSeconds', (more, less) => (1000 * (more - less)) / further);
  return [
    figure(exponentOf(smaller, larger, 'wallSeconds')),
    figure(exponentOf(smaller, larger, 'cpuSeconds')),
    figure(added.median),
  ];
}
