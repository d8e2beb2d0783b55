import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateLaunchTemplateCommand,
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { RotatedKeySecret } from '../../bin/aws/rotated-key-secret';
import { newSigningKey, toPublicKey } from '../../bin/install/signing-key';
import { bootstrapIgnition, certificate, dataUrl } from '../lib/operations/install/installer-output';
import { clientRequest, nodeSubject, pem } from '../lib/operations/csr-approval/kubelet';
import { changed, minimalEnvironment } from '../support/environment-folder';
import { bootImageSeeds } from './support/boot-image-seeds';
import { ec2Error, quotasError } from './support/aws-faults';
import { Ec2Commands, type Run, type RunOptions } from './support/ec2-commands';
import type { Faults } from './support/fault-proxy';

let commands: Ec2Commands;
let aws: { readonly endpoint: string; readonly region: string };
let ec2: EC2Client;
beforeAll(async () => {
  commands = await Ec2Commands.start();
  aws = { endpoint: `http://127.0.0.1:${commands.emulator.port}`, region: 'us-east-1' };
  ec2 = new EC2Client(aws);
});
afterAll(() => commands.stop());

const untouched: Faults = () => undefined;
const cluster = (args: readonly string[], facts: object, options: Partial<RunOptions> = {}): Promise<Run> => {
  const file = { environment: 'testing', account: '111122223333', region: 'us-east-1', facts };
  return commands.run(['cluster', ...args], {
    faults: untouched,
    files: { 'facts.json': JSON.stringify(file) },
    ...options,
  });
};

/** Starts a machine with these tags; its id, name and address. */
async function start(tags: Readonly<Record<string, string>>) {
  const pairs = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const command = new RunInstancesCommand({
    ImageId: bootImageSeeds.amd64.ami_id,
    InstanceType: 'm6i.xlarge',
    MinCount: 1,
    MaxCount: 1,
    TagSpecifications: [{ ResourceType: 'instance', Tags: pairs }],
  });
  const [instance] = (await ec2.send(command)).Instances ?? [];
  const { InstanceId: id = '', PrivateDnsName: name = '', PrivateIpAddress: address = '' } = instance ?? {};
  return { id, name, address };
}

test('the signing key is made once, with its tag, and not by somebody who may not read it', async () => {
  const secrets = new SecretsManagerClient(aws);
  const all = async () => (await secrets.send(new ListSecretsCommand({}))).SecretList?.map(({ Tags }) => Tags);
  const refused = await cluster(
    ['keys', 'testing'],
    {},
    {
      faults: ({ action }) =>
        action === 'secretsmanager:GetSecretValue' ? quotasError(400, 'AccessDeniedException', 'not you') : undefined,
    },
  );
  expect(refused).toMatchObject({ code: 1, calls: ['sts:GetCallerIdentity', 'secretsmanager:GetSecretValue'] });
  expect(refused.stderr).toMatch(/^secretsmanager:GetSecretValue was denied: not you\n/);
  expect(await all()).toEqual([]);

  const first = await cluster(['keys', 'testing'], {});
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const question = new GetSecretValueCommand({ SecretId: 'testing/cluster/service-account-signing-key' });
  const publicPart = toPublicKey((await secrets.send(question)).SecretString ?? '');
  expect(JSON.parse(first.facts ?? '')).toMatchObject({ facts: { serviceAccountKeys: [publicPart] } });
  expect(await all()).toEqual([[{ Key: 'commons-platform/environment', Value: 'testing' }]]);
  expect((await cluster(['keys', 'testing'], { serviceAccountKeys: [publicPart] })).stdout).toMatch(
    /nothing changes\n$/,
  );
});

describe('while a key takes over', () => {
  const nowhere = process.env.AWS_ENDPOINT_URL;
  beforeAll(() => Object.assign(process.env, { AWS_ENDPOINT_URL: aws.endpoint }));
  afterAll(() => Object.assign(process.env, { AWS_ENDPOINT_URL: nowhere }));

  test('it is a version beside the one that counts, until that is changed, and nothing is left of it then', async () => {
    const client = new SecretsManagerClient(aws);
    const [oldPem, newPem] = [await newSigningKey(), await newSigningKey()];
    const Name = 'rotating/cluster/service-account-signing-key';
    await client.send(new CreateSecretCommand({ Name, SecretString: oldPem }));
    // AWS answers this version too when none is named; moto then answers the first.
    const question = new GetSecretValueCommand({ SecretId: Name, VersionStage: 'AWSCURRENT' });
    const isOld = async () => (await client.send(question)).SecretString === oldPem;
    const secret = new RotatedKeySecret({ name: 'rotating', account: '111122223333', region: aws.region });
    const [old, coming] = [oldPem, newPem].map((pem) => ({ pem, publicPart: toPublicKey(pem) }));
    expect(await secret.read()).toEqual({ held: old, isRotating: false });

    const publicPart = toPublicKey(newPem);
    if (publicPart === undefined) throw new Error('not a key');
    await secret.stage({ pem: newPem, publicPart });
    expect(await secret.read()).toEqual({ held: old, isRotating: true, coming });
    expect(await isOld()).toBe(true);

    await secret.noteSigning(Date.parse('2026-11-21T08:00:00Z'));
    await secret.promote();
    expect(await isOld()).toBe(false);
    const promoted = { held: coming, isRotating: true, signsSince: Date.parse('2026-11-21T08:00:00Z') };
    expect(await secret.read()).toEqual(promoted);
    await secret.noteSigning(undefined);
    expect(await secret.read()).toEqual({ held: coming, isRotating: true });
    await secret.finish();
    expect(await secret.read()).toEqual({ held: coming, isRotating: false });
  });
});

test('the ignition file is stored encrypted, and found the second time', async () => {
  const bucket = 'testing-bootstrap-111122223333-us-east-1';
  const s3 = new S3Client({ ...aws, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const authority = await certificate(Date.now() - 60_000, Date.now() + 86_400_000);
  const ignition = bootstrapIgnition({
    'tls/root-ca.crt': authority,
    'manifests/cluster-infrastructure-02-config.yml': 'status:\n  infrastructureName: commons-x7k2p\n',
  });
  mkdirSync(commands.project.path('install'));
  writeFileSync(commands.project.path('install', 'bootstrap.ign'), ignition);
  const facts = { infraId: 'commons-x7k2p', machineConfigServerCa: dataUrl(authority) };
  const upload = () =>
    // By its number the bucket is part of the path, not of the name of a host that nobody knows.
    cluster(['ignition', 'testing', '--folder', 'install'], facts, { variables: { AWS_ENDPOINT_URL: aws.endpoint } });

  expect((await upload()).stdout).toContain(`s3://${bucket}/bootstrap.ign holds the file now\n`);
  const stored = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'bootstrap.ign' }));
  expect(stored).toMatchObject({ ServerSideEncryption: 'AES256', ContentLength: ignition.length });
  expect((await upload()).stdout).toContain('holds the file already; nothing changes\n');
});

describe('the control plane', () => {
  const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as const;
  const made = {
    generation: 1,
    imageId: 'ami-00000000000000000',
    instanceType: 'm6i.large',
    volume: { sizeGiB: 100, iops: 3000, throughputMiBps: 125 },
  };
  const facts = {
    infraId: 'commons-x7k2p',
    machineImages: { '4.20': { amd64: { imageId: bootImageSeeds.amd64.ami_id, name: bootImageSeeds.amd64.name } } },
    controlPlane: Object.fromEntries(zones.map((zone) => [zone, made])),
  };
  const ids: string[] = [];
  beforeAll(async () => {
    for (const zone of zones) {
      const name = `commons-x7k2p-master-${zone}`;
      const data = { ImageId: bootImageSeeds.amd64.ami_id };
      await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName: name, LaunchTemplateData: data }));
      ids.push((await start({ Name: name, 'kubernetes.io/cluster/commons-x7k2p': 'shared' })).id);
    }
  });

  test('one machine is planned, the next only when that one is there', async () => {
    const first = await cluster(['replace-machine', 'testing', 'us-east-1a'], facts);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.calls).toEqual(['sts:GetCallerIdentity', 'ec2:DescribeLaunchTemplates', 'ec2:DescribeInstances']);
    expect(first.stdout.split('\n').slice(0, 6)).toEqual([
      '            before                         now',
      'generation  1                              2',
      'image       ami-00000000000000000          ami-04200000000000001',
      'type        m6i.large                      m6i.xlarge',
      'volume      100 GiB, 3000 IOPS, 125 MiB/s  120 GiB, 4000 IOPS, 125 MiB/s',
      'recorded in environments/testing/facts.json',
    ]);
    const planned = { ...facts.controlPlane, 'us-east-1a': { ...made, generation: 2 } };
    const second = await cluster(['replace-machine', 'testing', 'us-east-1b'], { ...facts, controlPlane: planned });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(/plans commons-x7k2p-master-us-east-1a-2 in us-east-1a, which is not deployed yet\n/);
  });

  test('none is planned while another is gone, or when EC2 does not answer', async () => {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: ids.slice(2) }));
    const gone = await cluster(['replace-machine', 'testing', 'us-east-1a'], facts);
    expect(gone.stderr).toMatch(/a machine that does not run: commons-x7k2p-master-us-east-1c in us-east-1c\n/);
    const faults: Faults = ({ action }) =>
      action === 'ec2:DescribeLaunchTemplates' ? ec2Error(403, 'UnauthorizedOperation', 'not you') : undefined;
    const refused = await cluster(['replace-machine', 'testing', 'us-east-1c'], facts, { faults });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^ec2:DescribeLaunchTemplates was denied: not you\n/);
    expect((await cluster(['replace-machine', 'testing', 'us-east-1c'], facts)).code).toBe(0);
  });
});

test('the status is what CloudFormation says, and exits with 1 when something is wrong', async () => {
  const stack = (name: string) => {
    const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: name } } } };
    return new CreateStackCommand({ StackName: name, TemplateBody: JSON.stringify(template) });
  };
  await new CloudFormationClient(aws).send(stack('testing-network'));
  await new CloudFormationClient(aws).send(stack('testing-dns'));
  const early = await cluster(['status', 'testing'], {});
  expect(early).toMatchObject({ code: 0, stderr: '' });
  expect(early.stdout.split('\n').slice(1, 5)).toEqual([
    'now    signing key                not made',
    'done   stack network              CREATE_COMPLETE',
    'done   stack dns                  CREATE_COMPLETE',
    'later  stack issuer               not deployed',
  ]);
  expect(early.stdout).toMatch(/\nnext: npm run commons -- cluster keys testing\n$/);
  const environment = {
    'environment.yaml': changed(minimalEnvironment, '  name: commons\n', '  name: commons\n  phase: running\n'),
  };
  const wrong = await cluster(['status', 'testing'], {}, { files: environment });
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/\nnext: write cluster\.phase: bootstrapping\n$/);
});

/** A program in place of `oc`: it prints what lies in files, and writes down what it is to do. */
function fakeOc(objects: Readonly<Record<string, object>>): { readonly PATH: string; readonly done: () => string } {
  const folder = commands.project.path('tools');
  mkdirSync(folder, { recursive: true });
  for (const [kind, items] of Object.entries(objects))
    writeFileSync(`${folder}/${kind}.json`, JSON.stringify({ items }));
  writeFileSync(`${folder}/done`, '');
  const script = `#!/bin/sh\nif [ "$1" = get ]; then cat "${folder}/$2.json"; else echo "$@" >> "${folder}/done"; fi\n`;
  writeFileSync(`${folder}/oc`, script);
  chmodSync(`${folder}/oc`, 0o755);
  return { PATH: `${folder}:${process.env.PATH ?? ''}`, done: () => readFileSync(`${folder}/done`, 'utf8') };
}

test('machines that EC2 knows as ours are admitted, and get what their pool has', async () => {
  const tags = { 'kubernetes.io/cluster/commons-adm1t': 'shared', 'commons-platform/pool': 'legacy' };
  const fresh = await start(tags);
  const joined = await start(tags);
  const foreign = await start({ ...tags, 'commons-platform/pool': 'workers' });
  const request = async (name: string, node: string) => ({
    metadata: { name, creationTimestamp: new Date(Date.now() + 1000).toISOString() },
    spec: {
      signerName: clientRequest.signer,
      username: clientRequest.username,
      groups: clientRequest.groups,
      usages: clientRequest.usages,
      request: btoa(await pem({ subject: nodeSubject(node) })),
    },
  });
  const node = { metadata: { name: joined.name, labels: {} }, spec: { providerID: `aws:///us-east-1a/${joined.id}` } };
  const { PATH, done } = fakeOc({
    certificatesigningrequests: [await request('csr-fresh', fresh.name), await request('csr-foreign', foreign.name)],
    nodes: [node],
  });
  const pools = `    - { name: control, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
    - { name: legacy, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 2, taints: [{ key: old, effect: NoSchedule }] }
`;
  const environment = changed(
    minimalEnvironment,
    'cluster:\n',
    `cluster:\n  toolsImage: quay.io/commons/tools:stable\n  pools:\n${pools}`,
  );
  const facts = {
    environment: 'testing',
    account: '111122223333',
    region: 'us-east-1',
    facts: { infraId: 'commons-adm1t' },
  };
  const run = await cluster(
    ['admit', 'testing'],
    {},
    {
      files: { 'environment.yaml': environment, 'facts.json': JSON.stringify(facts) },
      variables: { PATH },
    },
  );
  expect(run).toMatchObject({ code: 0, stderr: '', calls: ['sts:GetCallerIdentity', 'ec2:DescribeInstances'] });
  expect(run.stdout.split('\n').slice(0, 3)).toEqual([
    `approved csr-fresh for ${fresh.name} (${fresh.id}, pool legacy)`,
    `not approved: csr-foreign of ${clientRequest.username}: no running machine of an admitted pool is called ${foreign.name}`,
    `gave ${joined.name} labels and taints of its pool: commons-platform/pool, old`,
  ]);
  expect(
    done()
      .replaceAll(/ --request-timeout=\d+s/g, '')
      .split('\n'),
  ).toEqual([
    'adm certificate approve csr-fresh',
    `label node ${joined.name} --overwrite commons-platform/pool=legacy`,
    `taint node ${joined.name} --overwrite old:NoSchedule`,
    '',
  ]);
});
