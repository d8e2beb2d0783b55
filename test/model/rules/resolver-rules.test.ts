import { changed, report } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const environment = fullEnvironment['environment.yaml'] ?? '';
const findings = (from: string, to: string) =>
  report({ ...fullEnvironment, 'environment.yaml': changed(environment, from, to) })
    .filter((_, index) => index % 2 === 0)
    .map((line) => line.replace(/^environment\.yaml:\d+:\d+ /, ''));

const block = 'block: 192.168.50.0/24';
const zone = 'zone: office.example';

test.each<[string, string, string, string | RegExp]>([
  [
    'the VPC’s own machines as those of another site',
    block,
    'block: 10.0.32.0/24',
    'resolver.inbound[0].block: overlaps 10.0.0.0/16, the VPC, whose machines have a resolver already',
  ],
  [
    'a private zone of ours',
    zone,
    'zone: lab.internal.commons.example',
    'resolver.forward[0].zone: lab.internal.commons.example is in internal.commons.example, which Route 53 answers for this environment',
  ],
  [
    'the zone of the cluster',
    zone,
    'zone: openshift.commons.example',
    'resolver.forward[0].zone: openshift.commons.example is in openshift.commons.example, which Route 53 answers for this environment',
  ],
  [
    'a domain with hosts of ours',
    zone,
    'zone: commons.example',
    'resolver.forward[0].zone: commons.example is a registered domain of this environment, whose hosts the VPC would then look for at the other site',
  ],
  [
    'a domain of a host of ours',
    zone,
    'zone: accounts.commons.example',
    'resolver.forward[0].zone: the VPC would look for accounts.commons.example (directory.web.host) at the other site',
  ],
  [
    'the host of a tenant',
    zone,
    'zone: pad.commons.example',
    'resolver.forward[0].zone: the VPC would look for pad.commons.example (tenant pad) at the other site',
  ],
  ...['amazonaws.com', 'sts.us-east-1.amazonaws.com', 'quay.io', 'ec2.internal'].map(
    (outside): [string, string, string, RegExp] => [
      `${outside}, which is of others`,
      zone,
      `zone: ${outside}`,
      /^resolver\.forward\[0\]\.zone: the VPC would look for .* at the other site$/,
    ],
  ),
  ...['127.0.0.1', '0.0.0.0', '224.0.0.1', '169.254.169.253', '172.30.0.10', '10.128.0.5'].map(
    (server): [string, string, string, RegExp] => [
      `a name server that is at ${server}`,
      'to: [192.168.50.53, 192.168.50.54]',
      `to: [${server}]`,
      /^resolver\.forward\[0\]\.to\[0\]: \S+ is .*, where no name server of another site is$/,
    ],
  ),
  [
    'a name server in the VPC',
    'to: [192.168.50.53, 192.168.50.54]',
    'to: [10.0.0.2]',
    'resolver.forward[0].to[0]: 10.0.0.2 is in the VPC: a name server there would ask the VPC’s resolver again',
  ],
  [
    'a name server in the tunnel that is no peer',
    'to: [192.168.50.53, 192.168.50.54]',
    'to: [10.8.0.53]',
    'resolver.forward[0].to[0]: 10.8.0.53 is in the tunnel, and no peer has it',
  ],
  [
    'callers in the tunnel that are no peers',
    block,
    'block: 10.8.0.128/25',
    'resolver.inbound[0].block: 10.8.0.128/25 is in the tunnel, and no peer has it',
  ],
  [
    'a name server twice',
    'to: [192.168.50.53, 192.168.50.54]',
    'to: [192.168.50.53, 192.168.50.53]',
    'resolver.forward[0].to[1]: repeats to[0], and Route 53 takes each address of a rule once',
  ],
  [
    'a zone twice',
    '  queryLogs: { keepDays: 14 }',
    "    - { zone: office.example, to: [192.168.50.55], because: 'The third name server' }\n  queryLogs: { keepDays: 14 }",
    'resolver.forward[1].zone: repeats forward[0]',
  ],
])('%s', (_, from, to, finding) => {
  const inBlock = from.startsWith('  queryLogs')
    ? changed(
        environment,
        /  forward: .*\n/.exec(environment)?.[0] ?? '',
        "  forward:\n    - { zone: office.example, to: [192.168.50.53], because: 'Pods call services by name' }\n",
      )
    : environment;
  const text = changed(inBlock, from, to);
  expect(
    report({ ...fullEnvironment, 'environment.yaml': text }).map((line) =>
      line.replace(/^environment\.yaml:\d+:\d+ /, ''),
    ),
  ).toContainEqual(typeof finding === 'string' ? finding : (expect.stringMatching(finding) as unknown));
});

test('nothing at all is no resolver', () => {
  const whole = /resolver:\n(  .*\n)+/.exec(environment)?.[0] ?? '';
  expect(findings(whole, "resolver: { queryLogs: { none: 'Nobody would read them' } }\n")).toEqual([
    'resolver: says that nobody asks, nothing is forwarded and nothing is logged',
  ]);
});
