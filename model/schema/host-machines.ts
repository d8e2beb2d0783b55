import { z } from 'zod';
import { hostSystemNames } from '../data/host-systems';
import { volumeBackup } from './backup';
import { architecture, domainName, instanceType, reason, refusal, shortName } from './fields';
import { hostChecksSchema } from './host-checks';
import { hostCallsSchema, hostPortsSchema } from './host-ports';
import { machineImage } from './machine-image';

const iops = z.int().min(3000).max(16000).default(3000).describe('IOPS of a gp3 volume');
const throughputMiBps = z.int().min(125).max(1000).default(125).describe('throughput of a gp3 volume in MiB/s');

/**
 * State of package managers, of first boots, of the agent of Systems Manager, and of accounts of images. Sources: file-hierarchy(7); dpkg(1);
 * dnf(8); cloud-init's documentation, "Where are the files"; the Systems Manager user guide, "SSM Agent technical reference".
 */
const systemState = [
  ...[
    'alternatives',
    'amazon',
    'apt',
    'authselect',
    'cloud',
    'dbus',
    'dnf',
    'dpkg',
    'NetworkManager',
    'pam',
    'polkit-1',
    'private',
    'rhsm',
    'rpm',
    'selinux',
    'snapd',
    'sudo',
    'systemd',
    'ucf',
  ].map((folder) => `/var/lib/${folder}`),
  '/opt/amazon',
  ...['admin', 'almalinux', 'centos', 'core', 'debian', 'ec2-user', 'fedora', 'rocky', 'ssm-user', 'ubuntu'].map(
    (account) => `/home/${account}`,
  ),
];

/** Folder of a host on which a disk may be: none that the system itself needs to start. */
const mountPoint = z
  .string()
  .regex(
    /^\/(srv|data|mnt|opt|home|var\/(backups|lib|log|spool|www))(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
    refusal(
      'is not a folder that a disk may be mounted on',
      'write it like /srv/mirror, in /srv, /data, /mnt, /opt, /home, /var/lib, /var/log, /var/www, /var/spool or /var/backups',
    ),
  )
  .refine((path) => !['/var/lib', '/mnt'].includes(path), {
    message: refusal('is a folder that the system fills', 'write a folder in it, like /var/lib/mirror'),
  })
  .refine((path) => !systemState.some((folder) => path === folder || path.startsWith(`${folder}/`)), {
    message: refusal(
      'is where the system keeps its state, which an empty disk would hide',
      'choose a folder of what runs there, like /srv/mirror',
    ),
  })
  .meta({ examples: ['/srv/data'] });

const disk = z.strictObject({
  name: shortName(16).describe('name of the disk, unique on the host; another name means another disk'),
  path: mountPoint.describe('mount path'),
  sizeGiB: z.int().min(1).max(16384).describe('size in GiB; can grow, never shrink'),
  iops,
  throughputMiBps,
  backup: volumeBackup,
  snapshot: z
    .string()
    .regex(
      /^snap-[0-9a-f]{8,17}$/,
      refusal(
        'is not the id of a snapshot',
        'write it like snap-0123456789abcdef0, as the backup’s recovery point says',
      ),
    )
    .optional()
    .describe('snapshot to create the disk from; changing it creates a new disk beside the old one, see docs/hosts.md'),
});

const lifecycle = z
  .union([
    z.literal('replaced'),
    z.strictObject({
      kept: reason,
      generation: z
        .int()
        .min(1)
        .max(999)
        .default(1)
        .describe(
          'generation of the machine: increment it for a new one once the old one is terminated, see docs/hosts.md',
        ),
      backup: volumeBackup,
      roles: z
        .array(
          z
            .string()
            .regex(
              /^[a-z][a-z0-9_]{0,39}$/,
              refusal('is not the name of a role', 'write that of a folder of ansible/roles, like mail_relay'),
            )
            .meta({ examples: ['mail_relay'] }),
        )
        .default([])
        .describe('roles of the community’s own, folders of ansible/roles in the home, in the order in which they run'),
      checks: hostChecksSchema,
    }),
  ])
  .default('replaced')
  .describe(
    'replaced for a disposable machine whose disks alone persist, or { kept: <reason> } for one whose root volume is kept and backed up, and that converges by Ansible',
  );

const secretName = shortName(24).describe('last part of the name of a secret whose value people enter');

/** A host by one entry: machines beside the cluster that a community runs something of its own on. */
export const hostMachineSchema = z.strictObject({
  name: shortName(16).describe('name of the host, unique; its machines are called <name>-<zone letter>'),
  purpose: z
    .string()
    .min(15, refusal('is too short to say what it is for', 'say in a sentence what runs there and for whom'))
    .max(200)
    .describe('what runs there and for whom, in one sentence')
    .meta({ examples: ['Pulls the mirrors of other communities every night'] }),
  image: z
    .strictObject({
      system: z
        .enum(hostSystemNames)
        .describe('operating system of the image')
        .meta({ examples: ['debian'] }),
      id: machineImage.describe('AMI of the publisher, in the environment’s region'),
    })
    .describe('machine image that new machines start from'),
  architecture: architecture.meta({ examples: ['arm64'] }),
  instanceType: instanceType.describe('EC2 instance type like t4g.medium').meta({ examples: ['t4g.medium'] }),
  zones: z
    .array(z.string().describe('zone of the environment like us-east-1a'))
    .min(1)
    .describe('zones, with one machine in each')
    .meta({ examples: [['us-east-1a']] }),
  stack: z
    .int()
    .min(1)
    .max(50)
    .default(1)
    .describe(
      'number of the stack that makes its machines, for homes with more hosts than one stack takes; keep it once the host is deployed, because another number makes new machines and disks, see docs/hosts.md',
    ),
  lifecycle,
  root: z
    .strictObject({
      sizeGiB: z.int().min(10).max(1024).default(20).describe('size of the root volume in GiB'),
      iops,
      throughputMiBps,
    })
    .prefault({})
    .describe('root volume, encrypted gp3'),
  disks: z
    .array(disk)
    .max(12)
    .default([])
    .describe('data disks: they outlive machines, and are retained when removed from this list'),
  address: z
    .union([
      z.literal('private'),
      z.strictObject({
        public: reason,
        addressFamily: z
          .enum(['ipv4', 'dual-stack'])
          .default('ipv4')
          .describe('ipv4, or dual-stack with an IPv6 address of Amazon, which stays too'),
      }),
    ])
    .default('private')
    .describe('private, or { public: <reason> } for a retained Elastic IP address in a public subnet'),
  privateAddresses: z
    .record(z.string(), z.ipv4(refusal('is not an IPv4 address', 'write it like 10.0.22.10')))
    .default({})
    .describe(
      'fixed private addresses by zone, for hosts whose address others depend on; AWS assigns the others, and they stay the same too',
    ),
  ports: hostPortsSchema,
  calls: hostCallsSchema,
  access: z
    .enum(['session-manager', 'bastion'])
    .default('session-manager')
    .describe('how people log in: session-manager opens no port, bastion opens SSH to access.bastion'),
  secrets: z
    .array(secretName)
    .default([])
    .describe('secrets that machines read at boot into files in /run/commons-host/secrets'),
  objects: z
    .strictObject({
      may: z
        .enum(['add', 'read', 'change'])
        .describe('add: write without reading; read: read only; change: read, write and delete'),
      purpose: reason.describe('what is stored there, in one sentence'),
    })
    .optional()
    .describe('access to a folder of its own name in the hosts’ bucket'),
  records: z
    .strictObject({
      private: domainName
        .optional()
        .describe('one of privateZones, in which <name> and <name>-<zone letter> get address records'),
      public: z
        .array(domainName)
        .default([])
        .describe('public DNS names of its public addresses, at the DNS provider of the domains'),
    })
    .prefault({})
    .describe('DNS names'),
  packages: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9][A-Za-z0-9.+_-]*$/,
          refusal('is not the name of a package', 'write it as the system calls it, like rsync'),
        )
        .meta({ examples: ['rsync'] }),
    )
    .default([])
    .describe('operating system packages to install on a new machine'),
  commands: z
    .array(
      z
        .string()
        .min(1)
        .max(1000)
        .describe('a shell command')
        .meta({ examples: ['systemctl enable --now rsync'] }),
    )
    .default([])
    .describe(
      'commands that a new machine runs as root once disks are mounted and secrets are read; must not contain secrets',
    ),
});
