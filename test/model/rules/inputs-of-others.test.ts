import { RegionInfo } from 'aws-cdk-lib/region-info';
import { managedTypeProblem } from '../../../model/data/managed-node-types';
import { otherPartitions, regions } from '../../../model/data/regions';
import { changed, completeFacts, minimalEnvironment, report } from '../../support/environment-folder';

const said = (yaml: string) => report({ 'environment.yaml': yaml }).join('\n');

describe('regions', () => {
  test('are those that the CDK knows, by their partitions', () => {
    const known = RegionInfo.regions.map(({ name, partition }) => `${partition ?? ''} ${name}`);
    const all = [{ partition: 'aws', regions }, ...otherPartitions];
    expect(all.flatMap((each) => each.regions.map((name) => `${each.partition} ${name}`)).sort()).toEqual(known.sort());
  });

  test.each([
    ['eusc-de-east-1', 'the AWS European Sovereign Cloud, whose partition is aws-eusc'],
    ['cn-north-1', 'AWS China, whose partition is aws-cn'],
    ['us-gov-west-1', 'AWS GovCloud (US), whose partition is aws-us-gov'],
  ])('of other partitions are called what they are: %s', (region, cloud) => {
    const problem = `region: is a region of ${cloud}: ARNs, boot images and zones here are of the partition aws`;
    const own = said(minimalEnvironment.replaceAll('us-east-1', region));
    expect(own).toContain(`environment.yaml:5:9 ${problem}`);
    expect(own).toContain('write a region of that, like eu-central-1');
    expect(own).not.toContain('is not an AWS region');
    const copies = said(
      changed(minimalEnvironment, "{ none: 'The tests make everything again' }", `{ region: ${region} }`),
    );
    expect(copies).toContain(`backup.copies.${problem}`);
  });

  test.each([
    ['eu-central-9', 'did you mean eu-central-'],
    ['us-esat-1', 'did you mean us-east-1?'],
    ['EU-CENTRAL-1', 'did you mean eu-central-1?'],
    ['mars-north-1', ''],
  ])('that are none are refused, also for copies: %s', (region, remedy) => {
    const none = 'is not an AWS region';
    const copies = said(
      changed(minimalEnvironment, "{ none: 'The tests make everything again' }", `{ region: ${region} }`),
    );
    expect(copies).toMatch(new RegExp(`environment.yaml:2:29 backup.copies.region: ${none}`));
    expect(copies).toContain(remedy);
    const own = minimalEnvironment.replaceAll('us-east-1', region);
    expect(said(own)).toContain(`environment.yaml:5:9 region: ${none}`);
  });
});

describe('types of machines of services', () => {
  const cache = (type: string) => said(`${minimalEnvironment}caches: [{ name: general, nodeType: ${type} }]\n`);
  const database = (type: string) =>
    said(
      changed(
        minimalEnvironment,
        '  issuer: https://sso.commons.example/realms/commons\n',
        `  issuer: https://sso.commons.example/realms/commons
  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: sso-admin.commons.example, database: { instanceType: ${type} } }
`,
      ),
    );

  test.each([
    ['cache.r7g.small', 'ElastiCache has no cache.r7g.small', 'write one of: cache.r7g.large, cache.r7g.xlarge'],
    ['cache.t4g.large', 'ElastiCache has no cache.t4g.large', 'cache.t4g.micro, cache.t4g.small, cache.t4g.medium'],
    [
      'cache.m7gx.large',
      'm7gx is not a family of ElastiCache that this project knows',
      'did you mean cache.m7g.large?',
    ],
    ['cache.r6gd.xlarge', 'r6gd is not a family of ElastiCache', ''],
    ['cache.m7i.large', 'm7i is not a family of ElastiCache', ''],
    ['cache.m7g.24xlarge', 'ElastiCache has no cache.m7g.24xlarge', ''],
    ['m7g.large', 'is not a node type of ElastiCache', 'write it like cache.m7g.large'],
    ['db.m7g.large', 'is not a node type of ElastiCache', ''],
  ])('a cache of %s is refused', (type, reason, remedy) => {
    expect(cache(type)).toContain(`environment.yaml:22:37 caches[0].nodeType: ${reason}`);
    expect(cache(type)).toContain(remedy);
  });

  test.each([
    ['db.t4g.tiny', 'RDS has no db.t4g.tiny', 'db.t4g.medium'],
    ['db.m7g.medium', 'RDS has no db.m7g.medium', 'db.m7g.large'],
    ['db.m7gg.large', 'm7gg is not a family of RDS', 'did you mean db.m7g.large?'],
    ['db.c7g.large', 'c7g is not a family of RDS', ''],
    ['db.serverless', 'is not an instance type of RDS', 'write it like db.t4g.medium'],
  ])('a database of %s is refused', (type, reason, remedy) => {
    expect(database(type)).toContain(`singleSignOn.keycloak.database.instanceType: ${reason}`);
    expect(database(type)).toContain(remedy);
  });

  test('the usual ones are taken', () => {
    for (const type of ['cache.t4g.micro', 'cache.m7g.large', 'cache.r7g.16xlarge', 'cache.c7gn.xlarge'])
      expect(managedTypeProblem('elasticache', type)).toBeUndefined();
    for (const type of ['db.t4g.medium', 'db.m8g.large', 'db.r6i.32xlarge', 'db.x2g.large'])
      expect(managedTypeProblem('rds', type)).toBeUndefined();
    expect(cache('cache.t4g.small')).toBe('');
    expect(database('db.t4g.medium')).toBe('');
  });
});

describe('contacts', () => {
  const contacts = (...list: readonly string[]) =>
    said(changed(minimalEnvironment, '[sre@commons.example]', `[${list.join(', ')}]`));

  test.each<[string, readonly string[], string]>([
    ['twice', ['sre@commons.example', 'a@commons.example', 'sre@commons.example'], 'contacts[2]: repeats contacts[0]'],
    ['in other letters', ['sre@commons.example', 'SRE@Commons.example'], 'contacts[1]: repeats contacts[0]'],
    ['of 100 characters', [`${'a'.repeat(84)}@commons.example`], 'contacts[0]: is longer than the 50 characters'],
    ['of 51 characters', [`${'a'.repeat(35)}@commons.example`], 'contacts[0]: is longer than the 50 characters'],
    ['that is none', ['sre'], 'contacts[0]: is not a mail address'],
  ])('%s are refused', (_, list, reason) => {
    expect(contacts(...list)).toContain(`observability.${reason}`);
  });

  test('of 50 characters are taken', () => {
    expect(contacts(`${'a'.repeat(34)}@commons.example`, 'sre@commons.example')).toBe('');
  });
});

describe('the address of the single sign-on', () => {
  const issuer = 'https://sso.commons.example/realms/commons';
  const keycloak =
    "  keycloak: { placement: cluster, administrators: sre, directory: { none: 'Keycloak keeps people' } }\n";
  const at = (address: string) => said(changed(minimalEnvironment, `${issuer}\n`, `${address}\n${keycloak}`));

  test.each([
    ['https://sso.elsewhere.example/realms/commons', 'sso.elsewhere.example is not below a domain of this environment'],
    ['https://notcommons.example/realms/commons', 'notcommons.example is not below a domain of this environment'],
    ['https://10.0.0.1/realms/commons', '10.0.0.1 is not below a domain of this environment'],
    [
      'https://commons.example/realms/commons',
      'commons.example is a registered domain itself, where DNS allows no alias',
    ],
    ['https://sso.commons.example:8443/realms/commons', 'names the port 8443'],
    ['https://sso.commons.example:443/realms/commons', 'includes the default port'],
    [
      'https://sso.openshift.commons.example/realms/commons',
      "sso.openshift.commons.example is below the cluster's own domain",
    ],
  ])('in the cluster cannot be %s', (address, reason) => {
    expect(at(address)).toContain(`environment.yaml:11:11 singleSignOn.issuer: ${reason}`);
  });

  test('cannot be where the internet does not look', () => {
    const hidden = changed(
      minimalEnvironment,
      `${issuer}\n`,
      `https://sso.inside.commons.example/realms/commons\n${keycloak}`,
    );
    expect(said(`${hidden}privateZones: [inside.commons.example]\n`)).toContain(
      'singleSignOn.issuer: sso.inside.commons.example is below the private zone inside.commons.example',
    );
  });

  test.each([issuer, 'https://sso.apps.commons.openshift.commons.example/realms/commons'])('may be %s', (address) => {
    expect(at(address)).toBe('');
  });

  test('of somebody else may be anywhere, but at no port if roles of AWS rest on it', () => {
    const elsewhere = changed(minimalEnvironment, issuer, 'https://sso.elsewhere.example:8443/realms/x');
    expect(said(elsewhere)).toBe('');
    const access = `access:
  contributors:
    - { name: helpers, who: { group: helpers }, purpose: They look at the flow logs, grants: [{ kind: network-logs }] }
`;
    expect(said(`${elsewhere}${access}`)).toContain(
      'singleSignOn.issuer: has a port, and IAM accepts no issuer with a port',
    );
  });
});

describe('facts of somebody else', () => {
  const facts = (fact: string) =>
    report({ 'facts.json': changed(completeFacts, '"facts": {', `"facts": {\n    ${fact},`) }).join('\n');
  const key = (region: string, account: string) =>
    facts(`"volumeKeyArn": "arn:aws:kms:${region}:${account}:key/12345678-1234-1234-1234-123456789012"`);

  test.each([
    [
      'a key of another region',
      key('eu-west-1', '111122223333'),
      'facts.volumeKeyArn: is in eu-west-1, but this environment is in us-east-1',
    ],
    ['a key of another account', key('us-east-1', '999988887777'), 'facts.volumeKeyArn: is of account 999988887777'],
    [
      'the id of another cluster',
      facts('"infraId": "staging-x7k2p"'),
      'facts.infraId: staging-x7k2p is the id of another cluster',
    ],
    [
      'the id of one whose name begins alike',
      facts('"infraId": "commons-2-x7k2p"'),
      'commons-2-x7k2p is the id of another cluster',
    ],
    [
      'a balancer of another region',
      facts('"gitSshBalancer": "testing-git-0a1b.elb.eu-west-1.amazonaws.com"'),
      'facts.gitSshBalancer: is in eu-west-1',
    ],
    [
      'a balancer of applications of another region',
      facts('"singleSignOnBalancer": "testing-sso-1.eu-west-1.elb.amazonaws.com"'),
      'facts.singleSignOnBalancer: is in eu-west-1',
    ],
  ])('%s is refused', (_, problems, reason) => {
    expect(problems).toMatch(/^facts\.json:6:\d+ /);
    expect(problems).toContain(reason);
  });

  test('its own are taken', () => {
    expect(key('us-east-1', '111122223333')).toBe('');
    expect(facts('"infraId": "commons-x7k2p"')).toBe('');
    expect(facts('"gitSshBalancer": "testing-git-0a1b.elb.us-east-1.amazonaws.com"')).toBe('');
  });
});

/** What no pod at all finds a place on is added up by `test/lib/operations/capacity`. */
describe('routers', () => {
  const pools = (...workers: readonly string[]) =>
    said(
      changed(
        minimalEnvironment,
        '  baseDomain:',
        `  pools:
    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
${workers.map((worker) => `    - { architecture: arm64, instanceTypes: [m7g.4xlarge], ${worker} }\n`).join('')}  baseDomain:`,
      ),
    );

  test.each<[string, readonly string[], string]>([
    ['one machine', ['name: workers, size: 1'], 'workers may have 1'],
    ['a pool of theirs without machines', ['name: workers, size: 3', 'name: infra, size: 0'], 'infra may have 0'],
    [
      'one machine that takes them',
      ['name: workers, size: 1', 'name: builds, size: 9, taints: [{ key: for, value: builds, effect: NoSchedule }]'],
      'workers may have 1',
    ],
    ['one machine at the quietest hour', ['name: workers, size: { minimum: 1, maximum: 9 }'], 'workers may have 1'],
  ])('have too little in %s', (_, workers, reason) => {
    expect(pools(...workers)).toContain(`cluster.ingress.replicas: 2 routers need a machine each, but ${reason}`);
  });

  test('are carried by two machines, also of two pools', () => {
    expect(pools('name: workers, size: 2')).toBe('');
    expect(pools('name: left, size: 1', 'name: right, size: 1')).toBe('');
  });
});
