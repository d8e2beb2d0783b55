import { createContext } from '../../../cdk8s/applications/application';
import { hostsApplications } from '../../../cdk8s/applications/hosts';
import { convergenceFiles } from '../../../lib/convergence/convergence-files';
import { objectSchema, type Rendered, type RenderedFile, type RenderedObject } from '../../../lib/rendered';
import { convergedHostsRule } from '../../../lib/verify/converged-hosts';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const { environment } = load(fullEnvironment);
const { texts = {}, baseRoles = [], homeRoles = [] } = convergenceFiles(environment) ?? {};
const files: readonly RenderedFile[] = [
  ...Object.entries(texts).map(([path, text]) => ({ file: `hosts/${path}`, text })),
  ...[...baseRoles, ...homeRoles].map((role) => ({ file: `hosts/roles/${role}/tasks/main.yml`, text: '---\n' })),
];
const objects = hostsApplications(createContext(environment)).flatMap((application) =>
  Object.entries(application.files).flatMap(([file, manifests]) =>
    manifests.map((manifest): RenderedObject => ({ ...objectSchema.parse(manifest), file: `cluster/${file}` })),
  ),
);
const groups = (port: number): Rendered['resources'] =>
  ['tunnel', 'build-lab'].map((host) => ({
    stack: 'testing-machines',
    logicalId: host,
    resource: {
      Type: 'AWS::EC2::SecurityGroup',
      Metadata: {},
      Properties: {
        Tags: [{ Key: 'commons-platform/host', Value: host }],
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '10.0.0.0/8' }],
      },
    },
  }));
const whole: Rendered = { files, objects, resources: groups(9100), stacks: [], waiting: [], unpinned: [] };
const reasons = (change: Partial<Rendered>) =>
  convergedHostsRule.findings({ ...whole, ...change }).map(({ reason }) => reason);
const without = (word: string) => objects.filter((object) => !JSON.stringify(object).includes(word));

test('nothing is found in what is rendered', () => {
  expect(objects.map(({ kind }) => kind)).toContain('Probe');
  expect(reasons({})).toEqual([]);
});

test.each<[string, Partial<Rendered>, readonly string[]]>([
  [
    'a machine that nobody measures',
    { objects: without('tunnel-c.internal') },
    ['nothing asks for the metrics of tunnel-c, so nobody hears when it stops converging'],
  ],
  [
    'a group that lets nobody in',
    { resources: groups(9101) },
    [
      'the security group of host_tunnel lets nobody in at port 9100, where its metrics are',
      'the security group of host_build_lab lets nobody in at port 9100, where its metrics are',
    ],
  ],
  [
    'a check of a program without an alert',
    { objects: without('handshakes') },
    ['no alert looks at the check program handshakes'],
  ],
  [
    'checks without alerts',
    { objects: without('HostDrift').filter(({ kind }) => kind === 'Probe' || kind === 'PrometheusRule') },
    [
      'updates updates',
      'restart restart',
      'backup state',
      'certificate tunnel',
      'mail-queue mail-queue',
      'replication replication',
      'updates updates',
      'restart restart',
    ].map((check) => `no alert looks at the check ${check}`),
  ],
  [
    'a role that is not there',
    { files: files.filter(({ file }) => !file.startsWith('hosts/roles/tunnel_peers/')) },
    ['role tunnel_peers is not in hosts/roles'],
  ],
])('%s is found', (_, change, expected) => {
  expect(reasons(change)).toEqual(expected);
});

test('a home without hosts that are kept is not its concern', () => {
  expect(reasons({ files: [], objects: [], resources: [] })).toEqual([]);
});
