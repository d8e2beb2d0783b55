import { DisableImageCommand, EC2Client, EnableImageCommand } from '@aws-sdk/client-ec2';
import { writeFileSync } from 'node:fs';
import { changed, minimalEnvironment, type EnvironmentFiles } from '../support/environment-folder';
import { denied, ec2Error, stsError, throttled } from './support/aws-faults';
import { bootImageSeeds } from './support/boot-image-seeds';
import { Ec2Commands, type Run, type RunOptions } from './support/ec2-commands';
import type { Fault, Faults } from './support/fault-proxy';
import { completed, newAccount } from './support/moto-completed';

let commands: Ec2Commands;
beforeAll(async () => {
  commands = await Ec2Commands.start();
});
afterAll(() => commands.stop());

const { amd64, arm64 } = bootImageSeeds;
const asAws = completed(newAccount);
/** A fault for some calls, and AWS for the others. */
const failing =
  (action: string, fault: Fault, when: (nth: number) => boolean = () => true): Faults =>
  (call) =>
    call.action === action && when(call.nth) ? fault : asAws(call);

const release = (name: string) => changed(minimalEnvironment, 'cluster:\n', `cluster:\n  release: '${name}'\n`);
const facts = (values: object): string =>
  `${JSON.stringify({ environment: 'testing', account: '111122223333', region: 'us-east-1', facts: values }, undefined, 2)}\n`;
const recorded = {
  amd64: { imageId: amd64.ami_id, name: amd64.name },
  arm64: { imageId: arm64.ami_id, name: arm64.name },
};
const old = { amd64: { imageId: 'ami-0123456789abcdef0', name: 'rhcos-9.6.20251212-1-x86_64' } };
const machine = (imageId: string) => ({
  generation: 1,
  imageId,
  instanceType: 'm6i.xlarge',
  volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
});

const update = (options: Partial<RunOptions> = {}, ...args: readonly string[]): Promise<Run> =>
  commands.run(['machine-images', 'update', 'testing', ...args], { faults: asAws, ...options });

test('the images of the release are verified and recorded, and it says what changes when', async () => {
  const files: EnvironmentFiles = {
    'facts.json': facts({
      clusterPrivateZoneId: 'Z0EXAMPLE123COMMONS45',
      controlPlane: { 'us-east-1a': machine(old.amd64.imageId) },
      machineImages: { '4.19': old, '4.20': old },
    }),
  };
  const run = await update({ files });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.calls).toEqual(['sts:GetCallerIdentity', 'ec2:DescribeImages', 'ec2:DescribeImages']);
  expect(run.stdout).toBe(`machine images of OpenShift 4.20 in us-east-1
architecture  before                 now                    name                          deprecated from
amd64         ami-0123456789abcdef0  ami-04200000000000001  rhcos-9.6.20260217-1-x86_64   no day set
arm64         none                   ami-04200000000000002  rhcos-9.6.20260217-1-aarch64  no day set

recorded in environments/testing/facts.json
control-plane machines keep theirs until replaced: us-east-1a ami-0123456789abcdef0
pools start their next machine from the new image; machines that run stay as they are
next: npm start, review the change of rendered/, commit it together with facts.json
`);
  expect(run.facts).toBe(
    facts({
      clusterPrivateZoneId: 'Z0EXAMPLE123COMMONS45',
      controlPlane: { 'us-east-1a': machine(old.amd64.imageId) },
      machineImages: { '4.19': old, '4.20': recorded },
    }),
  );
});

test('the first facts of an environment may be its images; a second run changes nothing', async () => {
  const first = await update();
  expect(first).toMatchObject({ code: 0, facts: facts({ machineImages: { '4.20': recorded } }) });
  const second = await update({ files: { 'facts.json': first.facts ?? '' } });
  expect(second).toMatchObject({ code: 0, facts: first.facts });
  expect(second.stdout).toContain('\nnothing changes\n');
});

const streamOf = (x86: string, arm: string) => {
  const images = (image: string) => ({ images: { aws: { regions: { 'us-east-1': { release: '1', image } } } } });
  return JSON.stringify(
    { stream: 'rhcos-4.20', architectures: { x86_64: images(x86), aarch64: images(arm) } },
    undefined,
    2,
  );
};

test('ids of the installer’s stream are verified as well', async () => {
  writeFileSync(commands.project.path('stream.json'), streamOf(amd64.ami_id, arm64.ami_id));
  expect(await update({}, '--stream', 'stream.json')).toMatchObject({
    code: 0,
    facts: facts({ machineImages: { '4.20': recorded } }),
  });
});

test.each<[string, Faults, readonly string[]]>([
  ['throttled twice', failing('ec2:DescribeImages', throttled, (nth) => nth <= 2), Array(4).fill('ec2:DescribeImages')],
  ['cut once', failing('ec2:DescribeImages', { kind: 'cut' }, (nth) => nth === 1), Array(3).fill('ec2:DescribeImages')],
  [
    'late once',
    failing('ec2:DescribeImages', { kind: 'late', milliseconds: 30_000 }, (nth) => nth === 1),
    Array(3).fill('ec2:DescribeImages'),
  ],
])('calls that are %s are made again', async (_, faults, calls) => {
  const run = await update({ faults });
  expect(run).toMatchObject({ code: 0, stderr: '', facts: facts({ machineImages: { '4.20': recorded } }) });
  expect(run.calls).toEqual(['sts:GetCallerIdentity', ...calls]);
});

const known = facts({ machineImages: { '4.20': old } });
const place = (line: number) => `environments/testing/environment.yaml:${line}`;
const byStream =
  'run openshift-install coreos print-stream-json > stream.json with the installer of the release, and give that file as --stream';
const tryAgain = 'wait a minute and run the command again';

/** Runs that must end with exit code 1, these words and the facts as they were. */
const refusals: readonly [string, Partial<RunOptions>, string][] = [
  [
    'an image that is missing in the region',
    { files: { 'environment.yaml': release('4.19') } },
    `${place(17)}:12 cluster.release: rhcos-9.6.20260112-0-aarch64 is not an image that this account sees in the region\n    ${byStream}`,
  ],
  [
    'an image of another architecture than its name says',
    { files: { 'environment.yaml': release('4.18') } },
    `${place(17)}:12 cluster.release: ami-04180000000000002 (rhcos-418.94.202602022246-0-aarch64) is for x86_64, not arm64\n    ${byStream}`,
  ],
  [
    'an answer about an image without enhanced networking, as moto gives it',
    { faults: () => undefined },
    [amd64, arm64]
      .map(
        ({ ami_id, name }) =>
          `${place(17)}:3 cluster.release: ${ami_id} (${name}) has no enhanced networking (ENA), which every current instance type needs\n    ${byStream}`,
      )
      .join('\n'),
  ],
  [
    'endless throttling',
    { faults: failing('ec2:DescribeImages', throttled) },
    `ec2:DescribeImages was throttled in 5 attempts: there are too many calls from this account\n    ${tryAgain}`,
  ],
  [
    'connections that are cut again and again',
    { faults: failing('ec2:DescribeImages', { kind: 'cut' }) },
    `ec2:DescribeImages lost the connection in 5 attempts (ECONNRESET)\n    check the connection to AWS, ${tryAgain}`,
  ],
  [
    'a fault of AWS',
    { faults: failing('ec2:DescribeImages', ec2Error(500, 'InternalError', 'An internal error has occurred')) },
    'ec2:DescribeImages failed in 5 attempts: AWS has a fault (status 500)\n    run the command again; if it fails in the same way, look the error up in the AWS API reference of the call',
  ],
  [
    'a caller who may not ask',
    { faults: failing('ec2:DescribeImages', denied('ec2:DescribeImages')) },
    'ec2:DescribeImages was denied: You are not authorized to perform: ec2:DescribeImages\n    sign in with a role that may call ec2:DescribeImages, or allow it for this role',
  ],
  [
    'credentials that have expired',
    { faults: failing('sts:GetCallerIdentity', stsError(403, 'ExpiredToken', 'The security token has expired')) },
    'sts:GetCallerIdentity was refused: the AWS credentials have expired\n    sign in again, for instance with: aws sso login',
  ],
  [
    'no credentials',
    { without: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] },
    'sts:GetCallerIdentity was not called: there are no AWS credentials (Could not load credentials from any providers)\n    sign in, for instance with aws sso login, and name your profile in AWS_PROFILE',
  ],
  [
    'a region that has no address',
    { variables: { AWS_ENDPOINT_URL: 'http://ec2.nowhere.invalid' } },
    'sts:GetCallerIdentity found no server: getaddrinfo ENOTFOUND ec2.nowhere.invalid\n    check the name resolution of this machine, and that the region of the environment exists',
  ],
];

test.each(refusals)('%s is refused in plain words', async (_, options, words) => {
  const run = await update({ ...options, files: { 'facts.json': known, ...options.files } });
  expect(run).toMatchObject({ code: 1, stdout: '', stderr: `${words}\n`, facts: known });
});

test('a call that is never answered ends', async () => {
  const faults = failing('sts:GetCallerIdentity', { kind: 'late', milliseconds: 300_000 });
  expect(await update({ faults, files: { 'facts.json': known } })).toMatchObject({
    code: 1,
    stdout: '',
    facts: known,
    stderr: `sts:GetCallerIdentity was not answered in time in 5 attempts\n    check the connection to AWS, ${tryAgain}\n`,
  });
});

test('an account that is not the environment’s is refused before anything else is asked', async () => {
  const yaml = changed(minimalEnvironment, '111122223333', '444455556666');
  const run = await update({ files: { 'environment.yaml': yaml } });
  expect(run).toMatchObject({
    code: 1,
    stdout: '',
    calls: ['sts:GetCallerIdentity'],
    facts: undefined,
    stderr:
      'environments/testing/environment.yaml:4:10 account: is 444455556666, but you are signed in to 111122223333 as arn:aws:sts::111122223333:user/moto\n    sign in to account 444455556666, or name another environment\n',
  });
});

test('an id of a stream that belongs to somebody else is refused where the stream names it', async () => {
  const { namesake } = bootImageSeeds;
  writeFileSync(commands.project.path('stream.json'), streamOf(amd64.ami_id, namesake.ami_id));
  expect(await update({ files: { 'facts.json': known } }, '--stream', 'stream.json')).toMatchObject({
    code: 1,
    stdout: '',
    facts: known,
    stderr:
      'stream.json:22:24 architectures.aarch64.images.aws.regions.us-east-1.image: ami-04200000000000003 (rhcos-9.6.20260217-1-aarch64) belongs to account 999988887777, not to 531415883065, which publishes RHCOS\n    make it with the openshift-install of 4.20: openshift-install coreos print-stream-json\n',
  });
});

test('a stream that is not there is refused before AWS is asked', async () => {
  expect(await update({}, '--stream', 'nowhere.json')).toMatchObject({
    code: 1,
    stdout: '',
    calls: [],
    stderr: 'nowhere.json:1:1 does not exist\n    make it with: openshift-install coreos print-stream-json > <file>\n',
  });
});

test('an image that its owner switched off is refused', async () => {
  const ec2 = new EC2Client({ endpoint: commands.emulator.endpoint });
  await ec2.send(new DisableImageCommand({ ImageId: arm64.ami_id }));
  const run = await update({ files: { 'facts.json': known } });
  await ec2.send(new EnableImageCommand({ ImageId: arm64.ami_id }));
  expect(run).toMatchObject({ code: 1, facts: known });
  expect(run.stderr).toContain(`${arm64.ami_id} (${arm64.name}) is disabled, not available\n`);
});
