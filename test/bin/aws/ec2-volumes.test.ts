import { EC2Client } from '@aws-sdk/client-ec2';
import { Ec2Volumes } from '../../../bin/aws/ec2-volumes';
import type { DiskChange } from '../../../lib/operations/volumes/volume-changes';

const tag = (Key: string, Value: string) => ({ Key, Value });

const send: unknown = Reflect.get(EC2Client.prototype, 'send');

/** What EC2 answers, and what it was asked. */
function ec2(answer: object): { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  Reflect.set(EC2Client.prototype, 'send', (command: { readonly input: object }) => {
    asked.push({ call: command.constructor.name, ...command.input });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { asked };
}

afterEach(() => Reflect.set(EC2Client.prototype, 'send', send));

const found = {
  VolumeId: 'vol-1',
  Size: 20,
  Iops: 3000,
  Throughput: 125,
  Tags: [
    tag('kubernetes.io/created-for/pvc/namespace', 'pad'),
    tag('kubernetes.io/created-for/pvc/name', 'uploads'),
    tag('commons-platform/speed', 'fast'),
  ],
};

test('disks of an environment are known by their tags, with the claim they were made for', async () => {
  const { asked } = ec2({ Volumes: [found] });
  expect(await new Ec2Volumes('us-east-1').ofEnvironment('production')).toMatchObject([
    {
      volumeId: 'vol-1',
      namespace: 'pad',
      claim: 'uploads',
      sizeGiB: 20,
      iops: 3000,
      throughputMiBps: 125,
      tags: { 'commons-platform/speed': 'fast' },
    },
  ]);
  expect(JSON.stringify(asked)).toContain('{"Name":"tag:commons-platform/environment","Values":["production"]}');
});

const change = (more: Partial<DiskChange>): DiskChange => ({
  disk: {
    volumeId: 'vol-1',
    namespace: 'pad',
    claim: 'uploads',
    sizeGiB: 20,
    iops: 3000,
    throughputMiBps: 125,
    tags: {},
  },
  storageClass: 'fast-daily',
  tags: {},
  ...more,
});

test.each<[string, Partial<DiskChange>, object[]]>([
  [
    'figures',
    { figures: { iops: 6000, throughputMiBps: 400 } },
    [{ call: 'ModifyVolumeCommand', VolumeId: 'vol-1', Iops: 6000, Throughput: 400 }],
  ],
  [
    'tags',
    { tags: { 'commons-platform/backup': 'hourly' } },
    [{ call: 'CreateTagsCommand', Resources: ['vol-1'], Tags: [tag('commons-platform/backup', 'hourly')] }],
  ],
])('%s alone are changed alone', async (_, more, calls) => {
  const { asked } = ec2({});
  await new Ec2Volumes('us-east-1').change(change(more));
  expect(asked).toEqual(calls);
});

test('a disk that was changed a moment ago is refused in plain words', async () => {
  const refused = Object.assign(new Error('You have reached the maximum modification rate per volume limit'), {
    name: 'VolumeModificationRateExceeded',
  });
  ec2(refused);
  const figures = { iops: 6000, throughputMiBps: 400 };
  await expect(new Ec2Volumes('us-east-1').change(change({ figures }))).rejects.toThrow(
    'ec2:ModifyVolume failed: VolumeModificationRateExceeded: You have reached the maximum modification rate',
  );
});
