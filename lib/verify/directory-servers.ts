import { z } from 'zod';
import { containsBlock } from '../../model/address-blocks';
import { isWithin } from '../../model/domain-names';
import { groupBy } from '../group-by';
import { targetHost } from '../parse-zone';
import { resourcesOfType, type Rendered } from '../rendered';
import { route53Records, route53Zones } from '../route53-zones';
import { describeObject, describeResource } from './describe-object';
import { renderedRealms } from './rendered-realms';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** Port of LDAP over TLS. */
const ldaps = 636;

/**
 * Servers of a directory that are known by names in private zones: each name of an LDAP server in a realm, and of a server in an SRV
 * record, has an address that a stack makes; and where that is a machine's, the machine lets Keycloak in, whose pods and tasks are in
 * private subnets. Otherwise nobody could log in, and only the first login would tell.
 */
export const directoryServersRule: RenderedRule = {
  id: 'directory-servers',
  holds:
    'every LDAP server that Keycloak asks, and every server that an SRV record names, has an address and is reachable',
  findings: (rendered) => {
    const known = knownNames(rendered);
    return [
      ...renderedRealms(rendered).flatMap(({ object, realm }) =>
        serversIn(realm).flatMap((server) => serverFindings(server, describeObject(object), known, rendered)),
      ),
      ...route53Records(rendered.resources).flatMap(({ type, value, resource }) =>
        type === 'SRV' ? addressFindings(targetHost(value), describeResource(resource), known) : [],
      ),
    ];
  },
};

interface KnownNames {
  /** Private zones. */
  readonly zones: readonly string[];
  /** Addresses by name. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

function knownNames({ resources }: Rendered): KnownNames {
  const addresses = groupBy(
    route53Records(resources).filter(({ type }) => type === 'A'),
    ({ host }) => host,
  );
  return {
    zones: route53Zones(resources).flatMap(({ domain, isPrivate }) => (isPrivate ? [domain] : [])),
    addresses: new Map([...addresses].map(([host, records]) => [host, records.map(({ value }) => value)])),
  };
}

const componentsSchema = z.looseObject({
  components: z
    .looseObject({
      'org.keycloak.storage.UserStorageProvider': z
        .array(z.looseObject({ config: z.looseObject({ connectionUrl: z.array(z.string()).default([]) }) }))
        .default([]),
    })
    .default({ 'org.keycloak.storage.UserStorageProvider': [] }),
});

/** Names of the LDAP servers of a realm. */
const serversIn = (realm: unknown): readonly string[] =>
  componentsSchema
    .parse(realm)
    .components['org.keycloak.storage.UserStorageProvider'].flatMap(({ config }) => config.connectionUrl)
    .flatMap((urls) => urls.split(' '))
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).hostname);

function addressFindings(server: string, place: string, { zones, addresses }: KnownNames): readonly RenderedFinding[] {
  const zone = zones.find((each) => isWithin(server, each));
  return zone === undefined || addresses.has(server)
    ? []
    : [
        {
          place,
          reason: `names ${server}, and no stack makes an address for it in the private zone ${zone}`,
          remedy: 'name a server that the stack of the directory makes',
        },
      ];
}

function serverFindings(
  server: string,
  place: string,
  known: KnownNames,
  rendered: Rendered,
): readonly RenderedFinding[] {
  const missing = addressFindings(server, place, known);
  const addresses = known.addresses.get(server) ?? [];
  const shut = addresses.flatMap((address) => shutOut(address, rendered));
  return [
    ...missing,
    ...shut.map((block) => ({
      place,
      reason: `asks ${server} by LDAPS, which does not let in ${block}, where Keycloak runs`,
      remedy: `let the private subnets in at port ${ldaps}`,
    })),
  ];
}

const subnetSchema = z.looseObject({
  CidrBlock: z.string(),
  Tags: z.array(z.looseObject({ Key: z.string() })).default([]),
});
const interfaceSchema = z.looseObject({
  PrivateIpAddress: z.string(),
  GroupSet: z.array(z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })),
});
const groupSchema = z.looseObject({
  SecurityGroupIngress: z
    .array(
      z.looseObject({
        IpProtocol: z.string(),
        FromPort: z.number().default(0),
        ToPort: z.number().default(65_535),
        CidrIp: z.string().optional(),
      }),
    )
    .default([]),
});

/** Blocks of private subnets that the machine with an address does not let in at LDAPS; empty if no stack makes such a machine. */
function shutOut(address: string, { resources }: Rendered): readonly string[] {
  const subnets = resourcesOfType(resources, 'AWS::EC2::Subnet')
    .map(({ resource }) => subnetSchema.parse(resource.Properties))
    .filter(({ Tags }) => Tags.some(({ Key }) => Key === 'kubernetes.io/role/internal-elb'));
  const machines = resourcesOfType(resources, 'AWS::EC2::NetworkInterface').flatMap(({ stack, resource }) => {
    const { data } = interfaceSchema.safeParse(resource.Properties);
    return data?.PrivateIpAddress === address
      ? [{ stack, groups: data.GroupSet.map((group) => group['Fn::GetAtt'][0]) }]
      : [];
  });
  return machines.flatMap(({ stack, groups }) => {
    const open = resourcesOfType(resources, 'AWS::EC2::SecurityGroup')
      .filter((group) => group.stack === stack && groups.includes(group.logicalId))
      .flatMap(({ resource }) => groupSchema.parse(resource.Properties).SecurityGroupIngress)
      .filter(({ IpProtocol, FromPort, ToPort }) => IpProtocol === 'tcp' && FromPort <= ldaps && ldaps <= ToPort)
      .flatMap(({ CidrIp }) => CidrIp ?? []);
    return subnets
      .map(({ CidrBlock }) => CidrBlock)
      .filter((block) => !open.some((each) => containsBlock(each, block)));
  });
}
