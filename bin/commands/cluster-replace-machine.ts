import { replaceMachine } from '../../lib/operations/install/replace-machine';
import type { PinnedMachineFact } from '../../lib/operations/install/control-plane-machines';
import { checkAccount } from '../aws/check-account';
import { Ec2ControlPlane } from '../aws/ec2-control-plane';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';
import { writeFacts } from '../write-facts';

/** Plans a new control-plane machine in one zone, as the environment file and the boot images have it now. */
export async function clusterReplaceMachine(name: string, zone: string): Promise<void> {
  const { environment, facts: known } = loadedEnvironment(name);
  await checkAccount(environment);
  const machines = new Ec2ControlPlane(environment.region);
  const { facts, before, now } = await replaceMachine(environment, known, zone, machines);
  console.log(
    table(
      ['', 'before', 'now'],
      [...rows(before)].map(([what, value], index) => [what, value, rows(now)[index]?.[1] ?? '']),
    ),
  );
  if (now.generation === before.generation) {
    console.log(`\ngeneration ${before.generation} of the machine in ${zone} is planned and not deployed yet`);
  }
  const file = writeFacts(environment, { before: known, after: facts, mayReplace: ['controlPlane'] });
  console.log(`recorded in ${file}`);
  console.log(
    `the next deploy of ${name}-cluster makes the machine of generation ${now.generation} in ${zone}, points the`,
  );
  console.log('balancers at it, and terminates the one before if its protection was lifted; no other machine changes');
  console.log(`next: npm start, then docs/runbook.md#replace-a-control-plane-node`);
}

const rows = ({
  generation,
  imageId,
  instanceType,
  volume,
}: PinnedMachineFact): readonly (readonly [string, string])[] => [
  ['generation', String(generation)],
  ['image', imageId],
  ['type', instanceType],
  ['volume', `${volume.sizeGiB} GiB, ${volume.iops} IOPS, ${volume.throughputMiBps} MiB/s`],
];
