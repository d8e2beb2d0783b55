import { mkdirSync, writeFileSync } from 'node:fs';
import { TemporaryHome } from '../support/temporary-home';

const project = new TemporaryHome({ staging: {} });
afterAll(() => project.remove());

const dns = {
  ClusterZoneId: 'Z0123456789ABCDEFGHIJ',
  ClusterZoneNameServers: 'ns-4.example,ns-1.example,ns-3.example,ns-2.example',
};
const dsRecord = `40391 13 2 ${'5F0D1A9C'.repeat(8)}`;
const text = JSON.stringify({ 'staging-dns': dns }, undefined, 2);

function record(outputs: string, file = 'outputs.json') {
  writeFileSync(project.path(file), outputs);
  return project.commons('facts', 'record', 'staging', file);
}
const recorded = () => project.files('environments', 'staging')['facts.json'];

test('facts are recorded, what is missing is named, and a later run adds to them', async () => {
  expect(await record(text)).toEqual({
    code: 0,
    stderr: '',
    stdout:
      'recorded in environments/staging/facts.json: clusterZoneId, clusterZoneNameServers\nstill missing: natAddresses, clusterZoneDsRecord, clusterPrivateZoneId, serviceAccountIssuer, fileSystemId, volumeKeyArn\n',
  });
  expect(await record(JSON.stringify({ 'staging-dns': { ClusterZoneDsRecord: dsRecord } }))).toEqual({
    code: 0,
    stderr: '',
    stdout:
      'recorded in environments/staging/facts.json: clusterZoneDsRecord\nstill missing: natAddresses, clusterPrivateZoneId, serviceAccountIssuer, fileSystemId, volumeKeyArn\n',
  });
  expect(recorded()).toBe(`{
  "environment": "staging",
  "account": "111122223333",
  "region": "us-east-1",
  "facts": {
    "clusterZoneDsRecord": "${dsRecord}",
    "clusterZoneId": "Z0123456789ABCDEFGHIJ",
    "clusterZoneNameServers": [
      "ns-1.example",
      "ns-2.example",
      "ns-3.example",
      "ns-4.example"
    ]
  }
}
`);
  expect(project.names('environments', 'staging')).toEqual(['environment.yaml', 'facts.json']);
});

test('where no output is missing, the facts that others tell are not called complete', async () => {
  const outputs = {
    'staging-dns': { ...dns, ClusterZoneDsRecord: dsRecord, ClusterPrivateZoneId: 'Z0123456789ABCDEFGHIK' },
    'staging-network': { NatAddresses: '203.0.113.4' },
    'staging-issuer': { ServiceAccountIssuer: 'https://d111111abcdef8.cloudfront.net' },
    'staging-storage': {
      FileSystemId: 'fs-0123456789abcdef0',
      VolumeKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
    },
  };
  const { code, stdout, stderr } = await record(JSON.stringify(outputs));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /\nall that stacks of every environment tell is known; render again: rendered\/staging\/waiting\.yaml then says what waits for other facts, and who tells them\n$/,
  );
});

/** Runs that must not write anything, so they can run side by side. */
const refusals = {
  'cut.json': { outputs: text.slice(0, 60), said: 'cut.json:3:' },
  'foreign.json': {
    outputs: text.replace('staging-dns', 'production-dns'),
    said: 'foreign.json:2:3 production-dns: production-dns is not a stack of staging\n    deploy with -c environment=staging ',
  },
  'wrong.json': {
    outputs: text.replace('Z0123456789ABCDEFGHIJ', 'arn:aws:route53:::zone'),
    said: 'wrong.json:3:22 staging-dns.ClusterZoneId: is not the id of a hosted zone\n    expected something like Z0123456789ABCDEFGHIJ\n',
  },
};

test('outputs cut off, of another environment or with a wrong value are refused, and nothing changes', async () => {
  const before = project.files('environments');
  const runs = Object.entries(refusals).map(async ([file, { outputs, said }]) => {
    const { code, stdout, stderr } = await record(outputs, file);
    return { code, stdout, said: stderr.slice(0, said.length) };
  });
  expect(await Promise.all(runs)).toEqual(Object.values(refusals).map(({ said }) => ({ code: 1, stdout: '', said })));
  expect(project.files('environments')).toEqual(before);
});

test('outputs that do not exist are refused with how to make them', async () => {
  expect(await project.commons('facts', 'record', 'staging', 'nowhere.json')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'nowhere.json:1:1 does not exist\n    make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>\n',
  });
});

test('a folder where a file is read is named with its place', async () => {
  mkdirSync(project.path('outputs'));
  expect(await project.commons('facts', 'record', 'staging', 'outputs')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'outputs:1:1 is a folder\n    make it a file, or move the folder away\n',
  });
  const other = new TemporaryHome();
  try {
    mkdirSync(other.path('environments', 'production', 'environment.yaml'), { recursive: true });
    for (const args of [
      ['environment', 'check'],
      ['render', 'production'],
    ]) {
      expect(await other.commons(...args)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'environments/production/environment.yaml:1:1 is a folder\n    make it a file, or remove it\n',
      });
    }
  } finally {
    other.remove();
  }
});
