import { exampleResources, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const lines = (Type: string, before: object, after: object) =>
  findingLines({
    before: exampleTemplate('It', { Type, Properties: before }),
    after: exampleTemplate('It', { Type, Properties: after }),
  });
const template = (LaunchTemplateData: object) => ({ LaunchTemplateName: 'mirror', LaunchTemplateData });
const disk = (Size: number, backup: string) => ({
  AvailabilityZone: 'us-east-1a',
  Size,
  Tags: [
    { Key: 'Name', Value: 'archives' },
    { Key: 'commons-platform/backup', Value: backup },
  ],
});

const postfix = (name: string, rows: string) => ({
  Name: `/test/hosts/mx/settings/etc/postfix/commons/${name}`,
  Value: `# Made from the environment file.\n${rows}\n`,
});
const aliases = (rows: string) => postfix('aliases', rows);
const senders = (rows: string) => postfix('senders', rows);

test.each<[string, string, object, object, readonly string[]]>([
  [
    'another first boot',
    'AWS::EC2::LaunchTemplate',
    template({ UserData: 'b25l' }),
    template({ UserData: 'dHdv' }),
    ['watch: launch template mirror does something else at the first boot of a machine'],
  ],
  [
    'another image',
    'AWS::EC2::LaunchTemplate',
    template({ ImageId: 'ami-1' }),
    template({ ImageId: 'ami-2' }),
    ['watch: launch template mirror starts machines from another image'],
  ],
  [
    'the spot market',
    'AWS::EC2::LaunchTemplate',
    template({}),
    template({ InstanceMarketOptions: { MarketType: 'spot' } }),
    ['weakens: launch template mirror buys machines on the spot market: AWS takes them back with two minutes’ notice'],
  ],
  [
    'another program',
    'AWS::SSM::Parameter',
    { Name: '/test/mail/main.cf', Type: 'String', Value: 'one' },
    { Name: '/test/mail/main.cf', Type: 'String', Value: 'two' },
    ['watch: parameter /test/mail/main.cf has another value for whoever reads it'],
  ],
  [
    'a smaller disk',
    'AWS::EC2::Volume',
    disk(800, 'weekly'),
    disk(400, 'weekly'),
    ['interrupts: disk archives cannot shrink from 800 to 400 GiB'],
  ],
  ['a larger disk', 'AWS::EC2::Volume', disk(400, 'weekly'), disk(800, 'weekly'), []],
  [
    'no backup',
    'AWS::EC2::Volume',
    disk(400, 'weekly'),
    disk(400, 'none'),
    ['weakens: disk archives is no longer backed up'],
  ],
  [
    'a rarer backup',
    'AWS::EC2::Volume',
    disk(400, 'daily'),
    disk(400, 'weekly'),
    ['weakens: disk archives is backed up weekly, and was daily'],
  ],
  [
    'a lock that administrators remove',
    'AWS::Backup::BackupVault',
    { BackupVaultName: 'copies', LockConfiguration: { MinRetentionDays: 7, ChangeableForDays: 30 } },
    { BackupVaultName: 'copies', LockConfiguration: { MinRetentionDays: 7 } },
    ['weakens: backup vault copies has a lock that an administrator can remove (governance mode)'],
  ],
  [
    'names that others answer',
    'AWS::Route53Resolver::ResolverRule',
    { DomainName: 'office.example', TargetIps: [{ Ip: '192.168.50.53', Port: '53' }] },
    { DomainName: 'office.example', TargetIps: [{ Ip: '192.168.50.66', Port: '53' }] },
    ['lets-in: DNS names of office.example are answered by 192.168.50.66'],
  ],
  [
    'another key of a person',
    'AWS::SSM::Parameter',
    { Name: '/test/people/ada', Value: '{"keys":["one"]}' },
    { Name: '/test/people/ada', Value: '{"keys":["two"]}' },
    ['lets-in: person ada may log in to hosts by another key'],
  ],
  [
    'a key less of a person',
    'AWS::SSM::Parameter',
    { Name: '/test/people/ada', Value: '{"keys":["one","two"]}' },
    { Name: '/test/people/ada', Value: '{"keys":["one"]}' },
    [],
  ],
  [
    'an alias that goes elsewhere',
    'AWS::SSM::Parameter',
    aliases('postmaster@commons.example ada@elsewhere.example, bo@elsewhere.example'),
    aliases('postmaster@commons.example eve@other.example, bo@elsewhere.example'),
    [
      'lets-in: mail of postmaster@commons.example goes to eve@other.example, and went to ada@elsewhere.example, bo@elsewhere.example',
    ],
  ],
  [
    'a new alias, and one that is counted alone',
    'AWS::SSM::Parameter',
    aliases(''),
    aliases('board@commons.example ada@elsewhere.example\nwiki@commons.example returned@reports.invalid'),
    ['watch: mail of board@commons.example goes to ada@elsewhere.example'],
  ],
  [
    'a new service that sends',
    'AWS::SSM::Parameter',
    senders('forum@commons.example forum'),
    senders('forum@commons.example forum\nwiki@commons.example wiki'),
    ['watch: account wiki of the mail host may send as wiki@commons.example'],
  ],
  [
    'a service that sends in the name of another one',
    'AWS::SSM::Parameter',
    senders('forum@commons.example forum\nwiki@commons.example wiki'),
    senders('forum@commons.example forum\nwiki@commons.example wiki, forum'),
    ['lets-in: account forum of the mail host may send as wiki@commons.example, an address of wiki'],
  ],
  [
    'a new service that sends in the name of another one',
    'AWS::SSM::Parameter',
    senders('forum@commons.example forum'),
    senders('forum@commons.example forum, wiki'),
    ['lets-in: account wiki of the mail host may send as forum@commons.example, an address of forum'],
  ],
  ['more backups', 'AWS::EC2::Volume', disk(400, 'weekly'), disk(400, 'daily'), []],
  [
    'a smaller cache',
    'AWS::ElastiCache::ReplicationGroup',
    { ReplicationGroupId: 'gitlab', CacheNodeType: 'cache.m7g.large' },
    { ReplicationGroupId: 'gitlab', CacheNodeType: 'cache.t4g.small' },
    ['watch: replication group gitlab has cache node type cache.t4g.small in place of cache.m7g.large'],
  ],
])('%s is told in these words', (_, type, before, after, expected) => {
  expect(lines(type, before, after)).toEqual(expected);
});

test('a new service that sends in the name of somebody who reads mail there is more than one with a name of its own', () => {
  const both = (rows: string) =>
    exampleResources(
      Object.fromEntries(
        [
          aliases('board@commons.example ada@elsewhere.example\nwiki@commons.example returned@reports.invalid'),
          senders(rows),
        ].map((Properties, index) => [`Table${index}`, { Type: 'AWS::SSM::Parameter', Properties }]),
      ),
    );
  const after = both('board@commons.example pad.web\nwiki@commons.example wiki.web');
  expect(findingLines({ before: both(''), after })).toEqual([
    'lets-in: account pad.web of the mail host may send as board@commons.example, an address of ada@elsewhere.example',
    'watch: account wiki.web of the mail host may send as wiki@commons.example',
  ]);
});

test('roles and settings that hosts pull are one finding for each role and file', () => {
  const role = (task: string, text: string) => ({ [`hosts/roles/ssh/tasks/${task}.yaml`]: `${text}\n` });
  const before = { ...role('main', 'one'), ...role('keys', 'one'), 'hosts/site.yaml': 'one\n' };
  const after = { ...role('main', 'two'), ...role('keys', 'two'), 'hosts/site.yaml': 'two\n' };
  expect(findingLines({ before, after })).toEqual([
    'watch: role ssh of hosts, file hosts/site.yaml of hosts changes on each host that applies it',
  ]);
  expect(findingLines({ before, after: { 'hosts/site.yaml': 'one\n' } })).toEqual([
    'watch: role ssh of hosts is applied no more: what it has set stays as it is, and nobody corrects it',
  ]);
});

test('a person who comes is let in, and one who goes is to be seen', () => {
  const topic = { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } };
  const Properties = { Name: '/test/people/ada', Type: 'String', Value: '{"keys":["one"]}' };
  const without = exampleResources(topic);
  const withAda = exampleResources({ ...topic, Ada: { Type: 'AWS::SSM::Parameter', Properties } });
  expect(findingLines({ before: without, after: withAda })).toEqual(['lets-in: person ada may log in to hosts']);
  expect(findingLines({ before: withAda, after: without })).toContain('watch: person ada may log in to hosts no more');
});
