import { z } from 'zod';
import { directorySystemNames } from '../data/directory-systems';
import { backupClasses } from './backup';
import { domainName, ipv4Block, reason, refusal, shortName } from './fields';
import { machineImage } from './machine-image';

const client = z.strictObject({
  from: z
    .union([
      z.enum(['cluster', 'hosts']),
      z.strictObject({ blocks: z.array(ipv4Block).min(1).describe('IPv4 blocks of those who call') }),
    ])
    .describe('cluster for its machines, hosts for those of hosts.machines, or { blocks: [<block>] }')
    .meta({ examples: ['hosts'] }),
  as: z
    .enum(['reader', 'member'])
    .describe('reader asks by LDAPS alone, member is a machine of the realm: Kerberos, LDAP, certificates')
    .meta({ examples: ['member'] }),
  because: reason,
});

/** The community's directory: FreeIPA on machines of its own. */
export const directorySchema = z.strictObject({
  name: shortName(12).describe('name of the directory; its machines are called <name>-<zone letter>'),
  domain: domainName
    .max(64, refusal('is longer than 64 characters', 'choose a shorter one: first boots of replicas name it often'))
    .describe('domain of its realm, one of privateZones; realm and tree are called by it')
    .meta({ examples: ['internal.commons.example'] }),
  image: z
    .strictObject({
      system: z
        .enum(directorySystemNames)
        .describe('operating system of the image, which has FreeIPA’s server')
        .meta({ examples: ['rhel'] }),
      id: machineImage.describe('image of the publisher, in the environment’s region'),
    })
    .describe('image that a new replica starts from'),
  architecture: z
    .enum(['amd64', 'arm64'])
    .describe('amd64 or arm64')
    .meta({ examples: ['arm64'] }),
  instanceType: z
    .string()
    .regex(/^[a-z0-9-]+\.[a-z0-9]+$/, refusal('is not an EC2 instance type', 'write family and size, like m7g.large'))
    .describe('EC2 instance type like m7g.large, with 4 GiB of memory or more')
    .meta({ examples: ['m7g.large'] }),
  zones: z
    .array(z.string().describe('zone of the environment like us-east-1a'))
    .min(
      2,
      refusal('are fewer than two zones', 'name two zones or more: each has a replica, and logins need one of them'),
    )
    .describe('zones with a replica each')
    .meta({ examples: [['us-east-1a', 'us-east-1b']] }),
  generations: z
    .record(
      z.string(),
      z
        .int()
        .min(1)
        .max(999)
        .describe('counts the machines of that replica: raise it for a new one, see docs/directory.md'),
    )
    .default({})
    .describe('generation of a replica by its zone, 1 if left out'),
  sizeGiB: z.int().min(30).max(1024).default(50).describe('GiB of the disk of a replica: its system and its data'),
  backup: z
    .union([z.enum(backupClasses), z.strictObject({ none: reason })])
    .default('hourly')
    .describe('backups of the disks: hourly, daily, weekly, archive, or { none: <reason> }'),
  web: z
    .strictObject({
      host: domainName.describe('host of its web pages, below a domain of the environment').meta({
        examples: ['accounts.commons.example'],
      }),
      from: z
        .union([z.literal('peers'), z.strictObject({ everybody: reason })])
        .default('peers')
        .describe('peers for those of edge.peers, or { everybody: <reason> }'),
    })
    .describe('web pages and API of FreeIPA, at a load balancer'),
  clients: z
    .array(client)
    .default([])
    .describe('who asks it besides Keycloak, which is let in by singleSignOn.keycloak.directory'),
});
