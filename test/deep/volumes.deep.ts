import { CreateVolumeCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { changed, minimalEnvironment } from '../support/environment-folder';
import { ec2Error } from './support/aws-faults';
import { Ec2Commands, type Run } from './support/ec2-commands';
import type { Faults } from './support/fault-proxy';

const facts = {
  environment: 'testing',
  account: '111122223333',
  region: 'us-east-1',
  facts: {
    fileSystemId: 'fs-0123456789abcdef0',
    volumeKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-4333-8444-555555555555',
  },
};

let commands: Ec2Commands;
let ec2: EC2Client;
beforeAll(async () => {
  commands = await Ec2Commands.start();
  ec2 = new EC2Client({ endpoint: `http://127.0.0.1:${commands.emulator.port}`, region: 'us-east-1' });
});
afterAll(() => commands.stop());

/** Makes a disk as the driver does for a claim; its id. */
async function disk(claim: string, tags: Readonly<Record<string, string>>): Promise<string> {
  const all = {
    'kubernetes.io/created-for/pvc/namespace': 'pad',
    'kubernetes.io/created-for/pvc/name': claim,
    ...tags,
  };
  const Tags = Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
  const { VolumeId = '' } = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: 'us-east-1a',
      Size: 20,
      VolumeType: 'gp3',
      Iops: 3000,
      Throughput: 125,
      TagSpecifications: [{ ResourceType: 'volume', Tags }],
    }),
  );
  return VolumeId;
}

const figures = async (...ids: readonly string[]) => {
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [...ids] }));
  return ids.map((id) => {
    const { Iops, Throughput } = Volumes.find(({ VolumeId }) => VolumeId === id) ?? {};
    return [Iops, Throughput];
  });
};

const tune = (
  environment: string,
  options: { readonly apply?: boolean; readonly faults?: Faults } = {},
): Promise<Run> =>
  commands.run(['volumes', 'tune', 'testing', ...(options.apply === true ? ['--apply'] : [])], {
    faults: options.faults ?? (() => undefined),
    files: { 'environment.yaml': environment, 'facts.json': JSON.stringify(facts) },
  });

test('disks get the figures that the environment has for their class, once somebody says so', async () => {
  const ofClass = (speed: string, backup: string) => ({
    'commons-platform/environment': 'testing',
    'commons-platform/speed': speed,
    'commons-platform/backup': backup,
  });
  const fast = await disk('data', ofClass('fast', 'daily'));
  const plain = await disk('uploads', ofClass('standard', 'hourly'));
  const foreign = await disk('data', { ...ofClass('fast', 'daily'), 'commons-platform/environment': 'other' });
  const before = [
    [3000, 125],
    [3000, 125],
    [3000, 125],
  ];
  const environment = changed(
    minimalEnvironment,
    'cluster:\n',
    'storage: { fast: { iops: 8000, throughputMiBps: 500 } }\ncluster:\n',
  );

  const planned = await tune(environment);
  expect(planned).toMatchObject({ code: 0, stderr: '', calls: ['sts:GetCallerIdentity', 'ec2:DescribeVolumes'] });
  expect(planned.stdout).toMatch(`${fast}  pad/data`);
  expect(planned.stdout).toMatch('3000 → 8000 IOPS, 125 → 500 MiB/s');
  expect(planned.stdout).not.toMatch(plain);
  expect(await figures(fast, plain, foreign)).toEqual(before);

  const late = ec2Error(400, 'VolumeModificationRateExceeded', 'wait six hours');
  const refused = await tune(environment, {
    apply: true,
    faults: ({ action }) => (action === 'ec2:ModifyVolume' ? late : undefined),
  });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(new RegExp(`^${fast}: .*wait six hours`));
  expect(await figures(fast, plain, foreign)).toEqual(before);

  expect(await tune(environment, { apply: true })).toMatchObject({ code: 0, stderr: '' });
  expect(await figures(fast, plain, foreign)).toEqual([[8000, 500], ...before.slice(1)]);
  expect((await tune(environment)).stdout).toMatch(/0 to change\n$/);
});
