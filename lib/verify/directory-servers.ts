import { z } from 'zod';
import { containsBlock } from '../../model/address-blocks';
import { isWithin } from '../../model/domain-names';
import { resourcesOfType, type Rendered } from '../rendered';
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
      ...resourcesOfType(rendered.resources, 'AWS::Route53::RecordSet').flatMap((each) => {
        const record = recordSchema.safeParse(each.resource.Properties).data;
        if (record?.Type !== 'SRV') return [];
        return record.ResourceRecords.flatMap((value) =>
          addressFindings(withoutDot(value.split(' ').at(-1) ?? ''), describeResource(each), known),
        );
      }),
    ];
  },
};

const recordSchema = z.looseObject({ Name: z.string(), Type: z.string(), ResourceRecords: z.array(z.string()) });
const zoneSchema = z.looseObject({ Name: z.string(), VPCs: z.array(z.unknown()).default([]) });

interface KnownNames {
  /** Private zones. */
  readonly zones: readonly string[];
  /** Addresses by name. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

function knownNames({ resources }: Rendered): KnownNames {
  const zones = resourcesOfType(resources, 'AWS::Route53::HostedZone').flatMap(({ resource }) => {
    const { data } = zoneSchema.safeParse(resource.Properties);
    return data === undefined || data.VPCs.length === 0 ? [] : [withoutDot(data.Name)];
  });
  const records = resourcesOfType(resources, 'AWS::Route53::RecordSet').flatMap(
    ({ resource }) => recordSchema.safeParse(resource.Properties).data ?? [],
  );
  return {
    zones,
    addresses: new Map(
      records
        .filter(({ Type }) => Type === 'A')
        .map(({ Name, ResourceRecords }) => [withoutDot(Name), ResourceRecords] as const),
    ),
  };
}

const withoutDot = (name: string): string => name.replace(/\.$/, '');

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
