import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { table } from '../../bin/table';
import { exampleHome } from '../support/example-home';
import { figure } from './figures';
import type { Floors } from './floors';
import { measure, type Program } from './measure';
import type { Measurement } from './measurement';
import { stagesFile, type StageEnd } from './stage-clock';
import { summaryOf } from './summary';
import { verdictOn, type Target } from './target';
import type { Workspace } from './workspace';

/** Here both do the same: objects in, YAML out. */
const manifests: Target = { name: 'manifests against cdk8s alone', limit: 1, unit: ' times', margin: 0.1 };

const reading: Target = { name: 'reading and checking the files of the home', limit: 0.4, unit: ' s', margin: 0.25 };

/** What each stage of rendering production costs in processor time, compiled, beside the same stage of the frameworks' floor. */
export function measureStages(workspace: Workspace, floors: Floors, rounds: number): Measurement {
  const own: Program = {
    command: (into) => [
      join(workspace.compiled, 'test', 'bench', 'render-stages.js'),
      exampleHome.environments,
      'production',
      into,
    ],
  };
  const costs: Record<Owner, Map<string, number[]>> = { program: new Map(), floor: new Map() };
  for (let round = 0; round <= rounds; round++) {
    for (const [owner, program] of [['program', own] as const, ['floor', floors.frameworks] as const]) {
      const stages = measureOnce(program, workspace);
      // The first run warms up.
      if (round === 0) continue;
      for (const [stage, seconds] of stages) costs[owner].set(stage, [...(costs[owner].get(stage) ?? []), seconds]);
    }
  }
  const median = (owner: Owner, stage: string): number | undefined => {
    const all = costs[owner].get(stage);
    return all === undefined ? undefined : summaryOf(all).median;
  };
  const rows = [...costs.program.keys()].map((stage) => ({
    stage,
    program: median('program', stage) ?? NaN,
    floor: median('floor', stage),
  }));
  const found = (stage: string) => rows.find((row) => row.stage === stage);
  const cluster = found('manifests');
  return {
    title: `Rendering production by stages, compiled, in seconds of processor time, ${rounds} rounds`,
    text: table(
      ['stage', 'program', 'floor'],
      rows.map(({ stage, program, floor }) => [stage, figure(program), floor === undefined ? '' : figure(floor)]),
    ),
    series: [],
    verdicts: [
      verdictOn(manifests, (cluster?.program ?? NaN) / (cluster?.floor ?? NaN)),
      verdictOn(reading, found('files of the home')?.program ?? NaN),
    ],
  };
}

type Owner = 'program' | 'floor';

const stagesSchema: z.ZodType<readonly StageEnd[]> = z.array(z.object({ stage: z.string(), cpuSeconds: z.number() }));

/** Runs a program once, and returns the processor seconds of each stage. */
function measureOnce(program: Program, workspace: Workspace): ReadonlyMap<string, number> {
  const file = join(workspace.folder, 'stages.json');
  rmSync(file, { force: true });
  measure({ ...program, environment: () => ({ [stagesFile]: file }) }, workspace);
  const ends = stagesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(
    ends.map(({ stage, cpuSeconds }, index) => [stage, cpuSeconds - (ends[index - 1]?.cpuSeconds ?? 0)] as const),
  );
}
