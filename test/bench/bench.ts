import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { run } from '../../bin/run';
import { measureCommandLine } from './command-line';
import { assertParts, measureDelivery } from './delivery';
import { floorsUnder } from './floors';
import { measureGrowth } from './growth';
import type { Measurement } from './measurement';
import { measureReview } from './review';
import { measureRendering } from './rendering';
import { measureStages } from './stages';
import { verdictLine } from './target';
import { withWorkspace } from './workspace';

/**
 * Measures what rendering costs, in whole processes, and fails when a target is missed by more than its margin. With
 * `--quick`, fewer rounds and no 5,000 tenants; with `--cluster`, also what delivery asks of a cluster without machines, and a failure
 * where its parts are missing; with `--json <file>`, every single run goes into the file.
 */
run(async () => {
  const { quick, cluster, json } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      cluster: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  }).values;
  if (cluster) assertParts();
  const machine = `Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  console.log(machine);

  const measurements = await withWorkspace(async (workspace) => {
    const show = (measurement: Measurement): Measurement => {
      console.log(`\n${measurement.title}\n${measurement.text}`);
      return measurement;
    };
    const floors = floorsUnder('production', workspace);
    return [
      show(measureRendering(workspace, floors, quick ? 5 : 15)),
      show(measureStages(workspace, floors, quick ? 5 : 15)),
      show(measureGrowth(workspace, quick ? [50, 500] : [50, 500, 5000], quick ? 1 : 3)),
      show(measureCommandLine(workspace, quick ? 3 : 5)),
      show(measureReview(workspace, quick ? 2 : 5)),
      ...(cluster ? [show(await measureDelivery(workspace, [5, 50]))] : []),
    ];
  });

  const verdicts = measurements.flatMap((measurement) => measurement.verdicts);
  console.log(`\nTargets\n${verdicts.map(verdictLine).join('\n')}`);
  if (quick) console.log('not judged         growth to 5,000 tenants and their memory: run without --quick');
  if (!cluster) console.log('not measured       delivery into a cluster: run with --cluster');
  if (json !== undefined) {
    const runs = measurements.flatMap(({ series }) => series.map(({ name, costs }) => ({ name, costs })));
    writeFileSync(json, `${JSON.stringify({ machine, runs, verdicts }, undefined, 2)}\n`);
  }
  if (verdicts.some(({ missed }) => missed)) process.exitCode = 1;
});
