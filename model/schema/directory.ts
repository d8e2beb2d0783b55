import { z } from 'zod';
import { directorySystemNames } from '../data/directory-systems';
import { backupClasses } from './backup';
import { clientBlock } from './client-block';
import { architecture, domainName, instanceType, reason, refusal, requestsPerAddress, shortName } from './fields';
import { machineImage } from './machine-image';

const client = z.strictObject({
  from: z
    .union([
      z.enum(['cluster', 'hosts']),
      z.strictObject({ blocks: z.array(clientBlock()).min(1).describe('IPv4 blocks of the clients') }),
    ])
    .describe('cluster for its nodes, hosts for the machines of hosts.machines, or { blocks: [<block>] }')
    .meta({ examples: ['hosts'] }),
  as: z
    .enum(['reader', 'member'])
    .describe('reader for LDAPS only, or member for enrolled machines: Kerberos, LDAP, HTTPS')
    .meta({ examples: ['member'] }),
  because: reason,
});

/** The community's directory: FreeIPA on machines of its own. */
export const directorySchema = z.strictObject({
  name: shortName(12).describe('name of the directory; its replicas are called <name>-<zone letter>'),
  domain: domainName
    .max(64, refusal('is longer than 64 characters', 'choose a shorter one: first boots of replicas name it often'))
    .describe('domain, one of privateZones; Kerberos realm and base DN are derived from it, and none can change later')
    .meta({ examples: ['internal.commons.example'] }),
  image: z
    .strictObject({
      system: z
        .enum(directorySystemNames)
        .describe('operating system of the image, with packages of the FreeIPA server')
        .meta({ examples: ['rhel'] }),
      id: machineImage.describe('AMI of the publisher, in the environment’s region'),
    })
    .describe('machine image that new replicas start from'),
  architecture: architecture.meta({ examples: ['arm64'] }),
  instanceType: instanceType
    .describe('EC2 instance type like m7g.large, with 4 GiB of memory or more')
    .meta({ examples: ['m7g.large'] }),
  zones: z
    .array(z.string().describe('zone of the environment like us-east-1a'))
    .min(
      2,
      refusal('are fewer than two zones', 'name two zones or more: each has a replica, and logins need one of them'),
    )
    .describe('zones, with one replica in each')
    .meta({ examples: [['us-east-1a', 'us-east-1b']] }),
  generations: z
    .record(
      z.string(),
      z
        .int()
        .min(1)
        .max(999)
        .describe('generation of the replica’s machine: increment it for a new one, see docs/directory.md'),
    )
    .default({})
    .describe('generations of replicas by zone, 1 if left out'),
  sizeGiB: z
    .int()
    .min(30)
    .max(1024)
    .default(50)
    .describe('size of a replica’s root volume in GiB, with system and data'),
  backup: z
    .union([z.enum(backupClasses), z.strictObject({ none: reason })])
    .default('hourly')
    .describe('backup class of the root volumes: hourly, daily, weekly, archive, or { none: <reason> }'),
  web: z
    .strictObject({
      host: domainName.describe('host name of the web UI, below a domain of the environment').meta({
        examples: ['accounts.commons.example'],
      }),
      from: z
        .union([z.literal('peers'), z.strictObject({ everybody: reason })])
        .default('peers')
        .describe('peers for edge.peers only, or { everybody: <reason> }'),
      requestsPerAddress,
    })
    .describe('web UI and API of FreeIPA, behind a load balancer'),
  clients: z
    .array(client)
    .default([])
    .describe('clients besides Keycloak, which singleSignOn.keycloak.directory lets in'),
});
