import { z } from 'zod';
import { operators } from './data/operators';
import { withoutDot } from './domain-names';
import type { Immutable } from './immutable';
import { dkimKeyProblem } from './mail/dkim-record';
import type { StackNoun } from './purposes';
import { controlPlaneSchema, machineImagesSchema, pattern, publicKeySchema } from './schema/cluster-facts';
import { domainName, httpsUrl, ipv6Block, refusal } from './schema/fields';
import { peerKey } from './schema/wireguard';

const nameServers = z
  .array(pattern('a name server', /^([a-z0-9-]+\.)+[a-z]+$/, 'ns-1.awsdns-01.org'))
  .length(4, refusal('are not four name servers', 'Route 53 gives each zone four'));

const dsRecord = pattern(
  'a DS record',
  /^\d{1,5} 13 2 [0-9A-F]{64}$/,
  '12345 13 2 and a SHA-256 digest of 64 hexadecimal digits',
);

const clusterServiceVersion = pattern(
  'the name of a ClusterServiceVersion',
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
  'cloudnative-pg.v1.29.2',
);

/** Values that only AWS or the installer knows. A name that can be derived from the environment is never a fact. */
const factsShape = {
  natAddresses: z
    .array(z.ipv4(refusal('is not an IPv4 address', 'expected something like 192.0.2.1')))
    .min(1)
    .describe('public addresses of the NAT gateways'),
  clusterZoneId: pattern('the id of a hosted zone', /^Z[A-Z0-9]{8,32}$/, 'Z0123456789ABCDEFGHIJ').describe(
    'id of the public cluster zone',
  ),
  clusterZoneNameServers: nameServers.describe('name servers of the public cluster zone'),
  clusterZoneDsRecord: dsRecord.describe(
    'DS record of the public cluster zone: key tag, algorithm, digest type and digest',
  ),
  clusterPrivateZoneId: pattern('the id of a hosted zone', /^Z[A-Z0-9]{8,32}$/, 'Z0123456789ABCDEFGHIJ').describe(
    'id of the private cluster zone',
  ),
  pagesZoneNameServers: nameServers.describe('name servers of the zone of GitLab’s sites'),
  pagesZoneDsRecord: dsRecord.describe('DS record of the zone of GitLab’s sites'),
  serviceAccountKeys: z
    .array(publicKeySchema)
    .min(1)
    .describe('public keys that verify service account tokens of the cluster, newest first'),
  serviceAccountIssuer: pattern(
    'an issuer',
    /^https:\/\/[a-z0-9.-]+[a-z0-9]$/,
    'https://d111111abcdef8.cloudfront.net',
  ).describe('issuer URL of those tokens'),
  answeringIssuers: z
    .array(httpsUrl)
    .min(1)
    .describe('other OIDC issuers of the environment that are reachable, so that IAM can trust them'),
  fileSystemId: pattern('the id of a file system', /^fs-[0-9a-f]{8,40}$/, 'fs-0123456789abcdef0').describe(
    'id of the shared file system',
  ),
  volumeKeyArn: pattern(
    'the ARN of a key',
    /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
    'arn:aws:kms:us-east-1:111122223333:key/ and an id',
  ).describe('ARN of the KMS key that encrypts volumes of workloads'),
  singleSignOnBalancer: domainName.describe('load balancer of a Keycloak that runs outside the cluster'),
  singleSignOnCertificateRecords: z
    .record(
      pattern('the name of a record', /^_[0-9a-z]+(\.[a-z0-9-]+)+$/, '_3f2a.sso.commons.example'),
      pattern('what ACM asks for', /^_[0-9a-z]+(\.[a-z0-9-]+)+$/, '_9c1b.xlfgrmvvlj.acm-validations.aws'),
    )
    .describe('DNS validation records (CNAME) of its certificate, by name'),
  directoryBalancer: domainName.describe('DNS name of the load balancer of the directory’s web pages'),
  directoryCertificateRecords: z
    .record(
      pattern('the name of a record', /^_[0-9a-z]+(\.[a-z0-9-]+)+$/, '_3f2a.accounts.commons.example'),
      pattern('what ACM asks for', /^_[0-9a-z]+(\.[a-z0-9-]+)+$/, '_9c1b.xlfgrmvvlj.acm-validations.aws'),
    )
    .describe('DNS validation records (CNAME) of the certificate of the directory’s web pages, by name'),
  directoryAuthority: pattern(
    'a certificate',
    /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$/,
    'one certificate in PEM form',
  ).describe('CA certificate of the directory, in PEM form'),
  cacheHosts: z
    .record(z.string(), domainName)
    .describe('endpoint of each cache of the environment, by name of the cache'),
  gitSshBalancer: domainName.describe('DNS name of the load balancer for Git over SSH'),
  portsBalancer: domainName.describe('DNS name of the load balancer for ports that tenants open to the internet'),
  hostAddresses: z
    .record(z.string(), z.ipv4(refusal('is not an IPv4 address', 'expected something like 192.0.2.1')))
    .describe('public addresses of hosts, by machine name'),
  wireguardAddress: z
    .ipv4(refusal('is not an IPv4 address', 'expected something like 192.0.2.1'))
    .describe('public address of the gateways of the WireGuard tunnel'),
  networkIpv6Block: ipv6Block.describe('IPv6 block of the VPC, for peers of the WireGuard tunnel'),
  wireguardKey: peerKey.describe('public key of the gateways of the WireGuard tunnel'),
  hostIpv6Addresses: z
    .record(z.string(), z.ipv6(refusal('is not an IPv6 address', 'expected something like 2001:db8::1')))
    .describe('public IPv6 addresses of hosts, by machine name'),
  dkimKeys: z
    .record(
      z.string(),
      z.string().superRefine((key, context) => {
        const problem = dkimKeyProblem(key);
        if (problem !== undefined) {
          context.addIssue({ code: 'custom', message: refusal(problem, 'let commons mail keys make it') });
        }
      }),
    )
    .describe('public DKIM keys, by selector'),
  machineImages: machineImagesSchema.describe('boot images by OpenShift release and architecture'),
  operatorVersions: z
    .partialRecord(z.enum(operators.map((operator) => operator.package)), clusterServiceVersion)
    .describe('operator versions approved for installation, by package'),
  infraId: pattern(
    'an infrastructure id',
    /^[a-z][a-z0-9-]{0,20}-[a-z0-9]{5}$/,
    'commons-x7k2p, from metadata.json of the installer',
  ).describe('infrastructure name that the installer generated for this cluster'),
  clusterId: z.uuid(refusal('is not a cluster id', 'copy clusterID of metadata.json')).describe('id of the cluster'),
  machineConfigServerCa: pattern(
    'a certificate as a data URL',
    /^data:text\/plain;charset=utf-8;base64,[A-Za-z0-9+/]+=*$/,
    'data:text/plain;charset=utf-8;base64,LS0tLS1CRUdJTi…',
  ).describe('certificate authority of the machine config server'),
  controlPlane: controlPlaneSchema.describe('control-plane machines by zone, as created'),
};

/** Contents of `facts.json`. */
export const factsFileSchema = z.strictObject({
  environment: z.string().describe('name of the environment that the facts belong to'),
  account: z.string().describe('AWS account that the facts belong to'),
  region: z.string().describe('AWS region that the facts belong to'),
  facts: z.strictObject(factsShape).partial().describe('facts by name'),
});

/** All facts of an environment. */
export type Facts = Immutable<Required<z.output<typeof factsFileSchema>['facts']>>;

/** A fact by name. */
export type FactName = keyof Facts;

/** The stack output that a fact is read from, and how to parse it, because outputs are always text. */
export interface OutputSource {
  /** Noun of the stack, see `naming.ts`. */
  readonly stack: StackNoun;
  readonly output: string;
  readonly parse: (text: string) => unknown;
  /**
   * Whether an environment may have neither this output nor the stack, so that its absence is not reported as missing.
   * @default the fact is missing until the stack is deployed
   */
  readonly optional?: true;
  /**
   * Whether each stack of that noun, like `machines` and `machines-2`, tells its own entries, which are recorded beside those of the others.
   * @default one stack tells it all
   */
  readonly spread?: true;
}

/** Where a fact comes from: the output of a deployed stack, or a command that writes it. */
export type FactSource = OutputSource | { readonly command: string };

const plain = (text: string) => text;
const list = (text: string) => text.split(',').sort();
const map = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list(text).map((entry) => {
      const [name = '', value = ''] = entry.split('=');
      return [name, value];
    }),
  );
/** Host names by key, without the dot that ends a full name. */
const aliases = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map(text)).map(([name, value]) => [withoutDot(name), withoutDot(value)]));

/** Where each fact comes from. */
export const factSources: Readonly<Record<FactName, FactSource>> = {
  natAddresses: { stack: 'network', output: 'NatAddresses', parse: list },
  clusterZoneId: { stack: 'dns', output: 'ClusterZoneId', parse: plain },
  clusterZoneNameServers: { stack: 'dns', output: 'ClusterZoneNameServers', parse: list },
  clusterZoneDsRecord: { stack: 'dns', output: 'ClusterZoneDsRecord', parse: plain },
  clusterPrivateZoneId: { stack: 'dns', output: 'ClusterPrivateZoneId', parse: plain },
  pagesZoneNameServers: { stack: 'dns', output: 'PagesZoneNameServers', parse: list, optional: true },
  pagesZoneDsRecord: { stack: 'dns', output: 'PagesZoneDsRecord', parse: plain, optional: true },
  serviceAccountKeys: { command: 'cluster keys' },
  serviceAccountIssuer: { stack: 'issuer', output: 'ServiceAccountIssuer', parse: plain },
  answeringIssuers: { command: 'facts issuers' },
  fileSystemId: { stack: 'storage', output: 'FileSystemId', parse: plain },
  volumeKeyArn: { stack: 'storage', output: 'VolumeKeyArn', parse: plain },
  singleSignOnBalancer: { stack: 'single-sign-on', output: 'SingleSignOnBalancer', parse: plain, optional: true },
  singleSignOnCertificateRecords: {
    stack: 'single-sign-on',
    output: 'SingleSignOnCertificateRecords',
    parse: aliases,
    optional: true,
  },
  directoryBalancer: { stack: 'directory', output: 'DirectoryBalancer', parse: plain, optional: true },
  directoryCertificateRecords: {
    stack: 'directory',
    output: 'DirectoryCertificateRecords',
    parse: aliases,
    optional: true,
  },
  directoryAuthority: { command: 'facts directory' },
  cacheHosts: { stack: 'caches', output: 'CacheHosts', parse: map, optional: true },
  gitSshBalancer: { stack: 'gitlab', output: 'GitSshBalancer', parse: plain, optional: true },
  hostAddresses: { stack: 'machines', output: 'HostAddresses', parse: map, optional: true, spread: true },
  wireguardAddress: { stack: 'machines', output: 'WireGuardAddress', parse: plain, optional: true },
  networkIpv6Block: { stack: 'machines', output: 'NetworkIpv6Block', parse: plain, optional: true },
  wireguardKey: { command: 'wireguard key' },
  hostIpv6Addresses: { stack: 'machines', output: 'HostIpv6Addresses', parse: map, optional: true, spread: true },
  portsBalancer: { stack: 'ports', output: 'PortsBalancer', parse: plain, optional: true },
  dkimKeys: { command: 'mail keys' },
  machineImages: { command: 'machine-images update' },
  operatorVersions: { command: 'operators pin' },
  infraId: { command: 'cluster record' },
  clusterId: { command: 'cluster record' },
  machineConfigServerCa: { command: 'cluster record' },
  controlPlane: { command: 'cluster record' },
};

/**
 * Whether all of these facts are known. TypeScript then knows so too.
 *
 * @example
 * if (!hasFacts(facts, ['infraId'])) throw new ProblemsError(missingFactProblems(environment, facts, ['infraId']));
 * console.log(facts.infraId);
 */
export const hasFacts = <Name extends FactName>(
  facts: Partial<Facts>,
  names: readonly Name[],
): facts is Partial<Facts> & Pick<Facts, Name> => missingFacts(facts, names).length === 0;

/** Which of these facts are still unknown. */
export const missingFacts = <Name extends FactName>(facts: Partial<Facts>, names: readonly Name[]): readonly Name[] =>
  names.filter((name) => facts[name] === undefined);
