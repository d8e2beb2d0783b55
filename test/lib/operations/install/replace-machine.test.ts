import { ControlPlane } from '../../../../constructs/openshift/control-plane';
import type { Facts } from '../../../../model/facts';
import { ProblemsError } from '../../../../model/problem';
import { controlPlaneMachineName } from '../../../../model/control-plane-machine-name';
import { replaceMachine } from '../../../../lib/operations/install/replace-machine';
import { load } from '../../../support/environment-folder';
import { templateOf } from '../../../support/stacks';

const { environment } = load();
const made = {
  generation: 1,
  imageId: 'ami-00000000000000000',
  instanceType: 'm6i.large',
  volume: { sizeGiB: 100, iops: 3000, throughputMiBps: 125 },
};
const planned = {
  imageId: 'ami-0123456789abcdef0',
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
};
const [a, b, c] = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as const;
const facts: Partial<Facts> = {
  infraId: 'commons-x7k2p',
  machineImages: { '4.20': { amd64: { imageId: planned.imageId, name: 'rhcos' } } },
  controlPlane: { [a]: made, [b]: { ...made, generation: 2 }, [c]: made },
};
const names = [
  'commons-x7k2p-master-us-east-1a',
  'commons-x7k2p-master-us-east-1b-2',
  'commons-x7k2p-master-us-east-1c',
];

interface Seen {
  readonly deployed?: readonly string[];
  readonly running?: readonly string[];
}

/** EC2, with all machines there unless a test says otherwise. */
const replace = (zone: string, { deployed = names, running = names }: Seen = {}, of = facts) =>
  replaceMachine(environment, of, zone, {
    deployed: (wanted) => Promise.resolve(deployed.filter((name) => wanted.includes(name))),
    running: (wanted) => Promise.resolve(running.filter((name) => wanted.includes(name))),
  });

const said = async (run: Promise<unknown>): Promise<string> => {
  const error: unknown = await run.catch((thrown: unknown) => thrown);
  return error instanceof ProblemsError ? error.problems.map(({ reason }) => reason).join('; ') : 'no problem';
};

test('the machine of one zone is planned as the environment has it, and only that', async () => {
  const { facts: after, before, now } = await replace(a);
  expect(before).toEqual(made);
  expect(now).toEqual({ ...planned, generation: 2 });
  expect(after).toEqual({ ...facts, controlPlane: { ...facts.controlPlane, [a]: now } });
  expect((await replace(b)).now.generation).toBe(3);
});

test('a machine that is gone can be replaced', async () => {
  const running = names.filter((name) => !name.endsWith('1c'));
  expect((await replace(c, { running })).now.generation).toBe(2);
});

test('a plan that is not deployed is made anew, with the same generation', async () => {
  const deployed = names.filter((name) => !name.endsWith('1b-2'));
  expect((await replace(b, { deployed, running: deployed })).now).toEqual({ ...planned, generation: 2 });
});

test.each<[string, () => Promise<unknown>, string]>([
  ['a zone without a machine', () => replace('us-east-1d'), 'has no control-plane machine in us-east-1d'],
  ['an environment without a cluster', () => replace(a, {}, {}), 'has no cluster whose machines could be replaced'],
  [
    'a second machine before the first is deployed',
    () => replace(a, { deployed: names.filter((name) => !name.endsWith('1b-2')) }),
    'plans commons-x7k2p-master-us-east-1b-2 in us-east-1b, which is not deployed yet',
  ],
  [
    'a machine while another is gone',
    () => replace(a, { running: names.slice(0, 2) }),
    'has a machine that does not run: commons-x7k2p-master-us-east-1c in us-east-1c',
  ],
  [
    'a machine without a boot image',
    () => replace(a, {}, { ...facts, machineImages: {} }),
    'has no amd64 boot image of OpenShift 4.20',
  ],
])('%s is refused', async (_, run, reason) => {
  expect(await said(run())).toBe(reason);
});

test('machines and launch templates have the names by which they are looked for', () => {
  const template = templateOf((stack) => {
    new ControlPlane(stack, 'ControlPlane', {
      infraId: 'commons-x7k2p',
      clusterDomain: 'commons.example',
      machineConfigServerCa: 'data:,',
      machineName: (zone, generation) => controlPlaneMachineName('commons-x7k2p', zone, generation),
      machines: facts.controlPlane ?? {},
      subnetIds: new Map([a, b, c].map((zone, index) => [zone, `subnet-0123456789abcdef${index}`])),
      securityGroupId: 'sg-0123456789abcdef0',
      instanceProfile: 'control-plane',
    });
  });
  expect([controlPlaneMachineName('commons-x7k2p', a, 1), controlPlaneMachineName('commons-x7k2p', b, 2)]).toEqual(
    names.slice(0, 2),
  );
  for (const name of names) {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateName: name });
    expect(JSON.stringify(template.toJSON())).toContain(`{"Key":"Name","Value":"${name}"}`);
  }
});
