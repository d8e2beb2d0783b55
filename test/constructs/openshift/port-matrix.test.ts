import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { portMatrix, type PortRule } from '../../../constructs/openshift/port-matrix';
import { propertiesOf } from '../../support/stacks';
import { bootstrapping, clusterTemplate, running } from '../../lib/stacks/cluster-stack-props';

type Ports = Pick<PortRule, 'protocol' | 'fromPort' | 'toPort'>;
const text = (
  group: string,
  { protocol, fromPort, toPort }: Omit<Ports, 'protocol'> & { protocol: string },
  source: string,
) => `${group} ${protocol} ${fromPort ?? ''}..${toPort ?? ''} from ${source}`;
const textOf = (rule: PortRule) => text(rule.group, rule, rule.source);

/** Rules that are not as upstream has them: what upstream has instead, by reason. */
const deviations = [
  {
    because: '0/0 is the echo reply alone, without the messages by which the MTU of a path is found',
    upstream: ['control-plane icmp 0..0 from vpc', 'node icmp 0..0 from vpc'],
    ours: ['control-plane icmp -1..-1 from vpc', 'node icmp -1..-1 from vpc'],
  },
  {
    because: 'what the machine config server hands out lets any host join; our balancers have a group, upstream’s none',
    upstream: ['control-plane tcp 22623..22623 from vpc'],
    ours: ['control-plane tcp 22623..22623 from api-internal'],
  },
  {
    because: 'the bootstrap machine answers those who install, not everybody',
    upstream: [
      'bootstrap tcp 22..22 from parameter AllowedBootstrapSshCidr, default 0.0.0.0/0',
      'bootstrap tcp 19531..19531 from 0.0.0.0/0',
    ],
    ours: [
      'bootstrap tcp 22..22 from vpc',
      'bootstrap tcp 22..22 from installers',
      'bootstrap tcp 19531..19531 from vpc',
      'bootstrap tcp 19531..19531 from installers',
    ],
  },
];

/** Upstream's published matrix; it is not part of the project. */
const reference = resolve(__dirname, '../../../../shared/reference/openshift-security-group-rules.json');

if (existsSync(reference)) {
  const port = z
    .number()
    .nullable()
    .transform((value) => value ?? undefined);
  const rowSchema = z.object({
    profile: z.string(),
    group: z.string(),
    direction: z.enum(['ingress', 'egress']),
    protocol: z.string(),
    fromPort: port,
    toPort: port,
    source: z.string(),
  });
  const { rows } = z.object({ rows: z.array(rowSchema) }).parse(JSON.parse(readFileSync(reference, 'utf8')));
  const ourNames: Readonly<Record<string, string>> = {
    master: 'control-plane',
    controlplane: 'control-plane',
    worker: 'node',
    'vpc-cidr': 'vpc',
  };
  const rename = (name: string) => ourNames[name] ?? name;
  const upstream = (profile: string, direction: string, group = /./) =>
    rows
      .filter((row) => row.profile === profile && row.direction === direction && group.test(row.group))
      .map((row) => text(rename(row.group), row, rename(row.source)))
      .sort();

  test('machines let in what upstream publishes, row by row, but for the deviations', () => {
    const ours = portMatrix.filter(({ group }) => !group.startsWith('api-')).map(textOf);
    const different = deviations.flatMap((deviation) => deviation.ours);
    const same = ours.filter((row) => !different.includes(row));
    expect(ours).toEqual(expect.arrayContaining(different));
    expect([...same, ...deviations.flatMap((deviation) => deviation.upstream)].sort()).toEqual(
      upstream('upi', 'ingress'),
    );
    expect(same.length).toBeGreaterThan(40);
  });

  test('machines call whom they like, as upstream’s, which EC2 does where nothing is said', () => {
    expect(upstream('upi', 'egress')).toEqual(
      ['bootstrap', 'control-plane', 'node'].map((group) => `${group} -1 .. from 0.0.0.0/0`),
    );
    expect(JSON.stringify(clusterTemplate(bootstrapping).toJSON())).not.toContain('SecurityGroupEgress');
  });

  test('the balancer in the VPC lets in what the installer’s own does, without the internet', () => {
    const ours = portMatrix
      // Peers of a tunnel are ours alone.
      .filter(({ group, source }) => group === 'api-internal' && source !== 'tunnel')
      .map((row) => text('apiserver-lb', row, row.source));
    expect([...ours, 'apiserver-lb tcp 6443..6443 from 0.0.0.0/0'].sort()).toEqual(
      upstream('ipi', 'ingress', /^apiserver-lb$/),
    );
  });
} else {
  test('NOT RUN: upstream’s port matrix is not beside this project', () => {
    console.warn(`the port matrix was not compared with upstream's: ${reference} does not exist`);
    expect(existsSync(reference)).toBe(false);
  });
}

test('no rule stands in the matrix twice', () => {
  expect(new Set(portMatrix.map(textOf)).size).toBe(portMatrix.length);
});

test.each([...new Set(portMatrix.map(({ purpose }) => purpose))])('EC2 takes the description "%s"', (purpose) => {
  expect(purpose).toMatch(/^[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]{1,255}$/);
});

const referenceTo = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('GroupId')]) });
const ingressSchema = z.strictObject({
  GroupId: referenceTo,
  IpProtocol: z.string(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  Description: z.string(),
  CidrIp: z.string().optional(),
  SourceSecurityGroupId: referenceTo.optional(),
});
const groupSchema = z.looseObject({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) });
const tagOf = (group: unknown, key: string) => groupSchema.parse(group).Tags.find(({ Key }) => Key === key)?.Value;

const suffixes: Readonly<Record<string, string>> = {
  'control-plane': 'controlplane',
  node: 'node',
  bootstrap: 'bootstrap',
  'api-internal': 'apiserver-lb',
  'api-external': 'apiserver-lb-ext',
};

/** Rules of a template, as the matrix writes them with blocks for what they stand for, and each with its description. */
function synthesized(props: typeof running): readonly string[] {
  const template = clusterTemplate(props);
  const names = new Map(
    Object.entries(propertiesOf(template, 'AWS::EC2::SecurityGroup')).map(([id, group]) => {
      const name = tagOf(group, 'Name')?.replace('commons-x7k2p-', '');
      return [id, Object.keys(suffixes).find((key) => suffixes[key] === name) ?? `${name ?? 'a group'} without a name`];
    }),
  );
  const nameOf = ({ 'Fn::GetAtt': [id] }: z.output<typeof referenceTo>) => names.get(id) ?? `no group ${id}`;
  return Object.values(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress'))
    .map((properties) => {
      const { GroupId, IpProtocol, FromPort, ToPort, Description, CidrIp, SourceSecurityGroupId } =
        ingressSchema.parse(properties);
      const source = SourceSecurityGroupId === undefined ? (CidrIp ?? 'nowhere') : nameOf(SourceSecurityGroupId);
      const ports = { protocol: IpProtocol, fromPort: FromPort, toPort: ToPort };
      return `${text(nameOf(GroupId), ports, source)}: ${Description}`;
    })
    .sort();
}

const everySource = {
  vpc: ['10.0.0.0/16'],
  installers: ['203.0.113.8/29', '198.51.100.7/32'],
  'api-clients': ['203.0.113.8/29', '192.0.2.201/32'],
};
const expected = (blocks: Readonly<Record<string, readonly string[]>>, groups = Object.keys(suffixes)) =>
  portMatrix
    .filter(({ group, source }) => groups.includes(group) && (source in blocks || groups.includes(source)))
    .flatMap((row) =>
      (blocks[row.source] ?? [row.source]).map((source) => `${text(row.group, row, source)}: ${row.purpose}`),
    )
    .sort();

test('the template lets in what the matrix says, row by row', () => {
  const bootstrap = { bucketName: 'bucket', installers: everySource.installers };
  const tunnel = ['10.8.0.2/32'];
  expect(synthesized({ ...bootstrapping, bootstrap, tunnelClients: tunnel })).toEqual(
    expected({ ...everySource, tunnel }),
  );
});

test.each([
  ['running', running, ['control-plane', 'node', 'api-internal', 'api-external']],
  ['closed', { ...running, api: 'vpc' } as const, ['control-plane', 'node', 'api-internal']],
])('a cluster that is %s has the rules of its groups', (_, props, groups) => {
  expect(synthesized(props)).toEqual(expected(everySource, groups));
});

test('behind a closed API the bootstrap machine answers the VPC alone', () => {
  const groups = ['control-plane', 'node', 'api-internal', 'bootstrap'];
  expect(synthesized({ ...bootstrapping, api: 'vpc' })).toEqual(expected({ ...everySource, installers: [] }, groups));
});

test('only the API can be opened to everyone, and only outside', () => {
  const open = synthesized({ ...bootstrapping, api: { everyone: 'volunteers everywhere' } }).filter((row) =>
    row.includes('0.0.0.0/0'),
  );
  expect(open).toEqual(['api-external tcp 6443..6443 from 0.0.0.0/0: Kubernetes API']);
});

test('nothing outside the VPC reaches the machine config server', () => {
  const sources = portMatrix.filter(({ toPort }) => toPort === 22623).map(({ source }) => source);
  expect(new Set(sources)).toEqual(new Set(['api-internal', 'control-plane', 'node']));
});

test('a block that comes or goes touches no other rule', () => {
  const before = propertiesOf(clusterTemplate(running), 'AWS::EC2::SecurityGroupIngress');
  const clients = ['198.51.100.0/24', '203.0.113.8/29', '192.0.2.201/32', '203.0.113.8/29'];
  const after = propertiesOf(clusterTemplate({ ...running, api: { clients } }), 'AWS::EC2::SecurityGroupIngress');
  expect(after).toMatchObject(before);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
});

test('blocks that look alike without their dots are two', () => {
  const clients = ['203.0.113.8/29', '203.0.11.38/29'];
  expect(synthesized({ ...running, api: { clients } }).filter((row) => row.startsWith('api-external'))).toHaveLength(2);
});

test('every machine gets exactly one group with the cluster’s tag', () => {
  const groups = Object.values(propertiesOf(clusterTemplate(bootstrapping), 'AWS::EC2::SecurityGroup'));
  const tagged = groups.filter((group) => tagOf(group, 'kubernetes.io/cluster/commons-x7k2p') === 'shared');
  expect(tagged.map((group) => tagOf(group, 'Name'))).toEqual(['commons-x7k2p-controlplane', 'commons-x7k2p-node']);
  expect(groups).toHaveLength(5);
});
