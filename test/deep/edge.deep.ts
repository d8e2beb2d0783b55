import { readFileSync } from 'node:fs';
import {
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { denySlots } from '../../model/deny-slots';
import { denyListName } from '../../model/edge-names';
import { environmentTag } from '../../model/platform-tags';
import { minimalEnvironment } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';
import { DeployedNetwork } from './support/deployed-network';
import { startEmulator, type Emulator } from './support/emulator';
import { startFaultProxy, type Faults } from './support/fault-proxy';
import { ec2Error } from './support/aws-faults';
import { z } from 'zod';

let emulator: Emulator;
let ec2: EC2Client;
const homes: TemporaryHome[] = [];
beforeAll(async () => {
  emulator = await startEmulator({ account: '111122223333' });
  ec2 = new EC2Client({ endpoint: `http://127.0.0.1:${emulator.port}`, region: 'us-east-1' });
});
afterAll(async () => {
  for (const home of homes) home.remove();
  await emulator.stop();
});

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const entrySchema = z.looseObject({
  RuleNumber: z.number(),
  RuleAction: z.enum(['allow', 'deny']),
  Egress: z.boolean(),
  CidrBlock: z.string().optional(),
  Ipv6CidrBlock: z.string().optional(),
});

type Entry = z.output<typeof entrySchema>;

const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => Number(a.Egress) - Number(b.Egress) || a.RuleNumber - b.RuleNumber);

/** A home that was rendered, with the network ACL of its template in EC2: moto's CloudFormation makes no entries. */
class Deployed {
  private constructor(
    readonly home: TemporaryHome,
    readonly name: string,
  ) {}

  static async start(name: string): Promise<Deployed> {
    const home = new TemporaryHome({ [name]: { 'environment.yaml': minimalEnvironment } });
    homes.push(home);
    const deployed = new Deployed(home, name);
    const network = await DeployedNetwork.in(emulator, {});
    const { NetworkAcl } = await ec2.send(
      new CreateNetworkAclCommand({
        VpcId: network.vpcId,
        TagSpecifications: [
          {
            ResourceType: 'network-acl',
            Tags: [
              { Key: 'Name', Value: denyListName(name) },
              { Key: environmentTag, Value: name },
            ],
          },
        ],
      }),
    );
    for (const entry of await deployed.rendered()) {
      const { RuleNumber, RuleAction, Egress, CidrBlock, Ipv6CidrBlock } = entry;
      const NetworkAclId = NetworkAcl?.NetworkAclId;
      await ec2.send(
        new CreateNetworkAclEntryCommand({
          NetworkAclId,
          Protocol: '-1',
          RuleNumber,
          RuleAction,
          Egress,
          CidrBlock,
          Ipv6CidrBlock,
        }),
      );
    }
    return deployed;
  }

  /** Entries of the template that the environment renders to now. */
  async rendered(): Promise<readonly Entry[]> {
    const { code, stderr } = await this.home.run('commons', ['render', this.name]);
    expect({ code, stderr: stderr.replaceAll(/^(waiting|warning):.*\n/gm, '') }).toEqual({ code: 0, stderr: '' });
    const file = this.home.path('rendered', this.name, 'aws', `${this.name}-network.template.json`);
    const { Resources } = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const entries = Object.values(Resources).filter(({ Type }) => Type === 'AWS::EC2::NetworkAclEntry');
    return inOrder(entries.map(({ Properties }) => entrySchema.parse(Properties)));
  }

  /** Entries that EC2 has, without AWS's own last one. */
  async live(): Promise<readonly Entry[]> {
    const { NetworkAcls: [acl] = [] } = await ec2.send(
      new DescribeNetworkAclsCommand({ Filters: [{ Name: 'tag:Name', Values: [denyListName(this.name)] }] }),
    );
    return inOrder(
      (acl?.Entries ?? []).map((each) => entrySchema.parse(each)).filter((each) => each.RuleNumber < 32_767),
    );
  }

  async edge(args: readonly string[], faults: Faults = () => undefined) {
    const proxy = await startFaultProxy(emulator.endpoint, faults);
    try {
      const variables = { ...emulator.variables, AWS_ENDPOINT_URL: proxy.endpoint };
      const [command = '', ...others] = args;
      const finished = await this.home.run('commons', ['edge', command, this.name, ...others], variables);
      return { ...finished, calls: proxy.calls };
    } finally {
      await proxy.stop();
    }
  }
}

const figures = (entries: readonly Entry[]) =>
  entries.map(({ RuleNumber, RuleAction, Egress, CidrBlock, Ipv6CidrBlock }) => [
    RuleNumber,
    RuleAction,
    Egress,
    CidrBlock ?? Ipv6CidrBlock,
  ]);

const saying = ['--because', 'Scrapes every issue in a loop', '--until', '2099-06-30', '--yes'];

test('what is denied is in EC2 at once, and the next deploy finds nothing left to change', async () => {
  const deployed = await Deployed.start('atonce');
  const planned = await deployed.edge(['deny', '198.51.100.0/28', ...saying.slice(0, -1)]);
  expect(planned).toMatchObject({ code: 1, calls: ['sts:GetCallerIdentity', 'ec2:DescribeNetworkAcls'] });
  expect(planned.stdout).toMatch(/IPv4 +nobody +198\.51\.100\.0\/28/);
  expect(figures(await deployed.live())).toEqual(figures(await deployed.rendered()));

  expect(await deployed.edge(['deny', '198.51.100.0/28', '192.0.2.7', ...saying])).toMatchObject({
    code: 0,
    stderr: '',
    calls: [
      'sts:GetCallerIdentity',
      'ec2:DescribeNetworkAcls',
      'ec2:ReplaceNetworkAclEntry',
      'ec2:ReplaceNetworkAclEntry',
    ],
  });
  const live = await deployed.live();
  const wanted = denySlots(
    [
      { block: '198.51.100.0/28', slot: 1 },
      { block: '192.0.2.7/32', slot: 2 },
    ],
    'ipv4',
  );
  expect(
    live.filter(({ RuleAction, Egress }) => RuleAction === 'deny' && !Egress).map((each) => each.CidrBlock),
  ).toEqual(wanted.map(({ block }) => block));
  expect(figures(live)).toEqual(figures(await deployed.rendered()));
  const listed = await deployed.edge(['list']);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.stdout).toMatch(/1 +IPv4 +198\.51\.100\.0\/28 +2099-06-30 +denied/);

  expect(await deployed.edge(['allow', '192.0.2.7', '198.51.100.0/24', '--yes'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(deployed.home.files('environments', 'atonce')['environment.yaml']).toBe(minimalEnvironment);
  expect(figures(await deployed.live())).toEqual(figures(await deployed.rendered()));
});

test.each([1, 2, 3])('refused at replacement %i, it is the same after the next run', async (nth) => {
  const deployed = await Deployed.start(`refused${nth}`);
  let calls = 0;
  const denied = ec2Error(403, 'UnauthorizedOperation', 'You are not authorized');
  const args = ['deny', '198.51.100.0/28', '192.0.2.7', '203.0.112.0/24', ...saying];
  const first = await deployed.edge(args, ({ action }) => {
    if (action !== 'ec2:ReplaceNetworkAclEntry') return undefined;
    calls += 1;
    return calls >= nth ? denied : undefined;
  });
  expect(first.code).toBe(1);
  expect(first.stderr).toMatch('sign in with a role that may call ec2:ReplaceNetworkAclEntry');
  const drift = await deployed.edge(['list']);
  expect(drift.code).toBe(1);
  expect(drift.stdout).toMatch('in the file alone');
  expect(await deployed.edge(args)).toMatchObject({ code: 0, stderr: '' });
  expect((await deployed.edge(['list'])).code).toBe(0);
  expect(figures(await deployed.live())).toEqual(figures(await deployed.rendered()));
});

test('a denial that only EC2 has is shown as drift, and a network without the list is told', async () => {
  const deployed = await Deployed.start('drift');
  await deployed.edge(['deny', '198.51.100.0/28', ...saying]);
  deployed.home.write('drift', { 'environment.yaml': minimalEnvironment });
  const drift = await deployed.edge(['list']);
  expect(drift.code).toBe(1);
  expect(drift.stdout).toMatch('in EC2 alone');

  const other = new TemporaryHome({ nowhere: {} });
  homes.push(other);
  const told = await other.run('commons', ['edge', 'list', 'nowhere'], emulator.variables);
  expect(told.stderr).toMatch('has no network ACL nowhere-emergency-deny-list in AWS\n    deploy nowhere-network');
});
