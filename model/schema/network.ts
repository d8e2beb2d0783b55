import { z } from 'zod';
import { defaultGroupRules } from '../data/vpc-quotas';
import { ipv4Block, reason, refusal } from './fields';

/** AWS services that an environment can reach through an interface endpoint. */
const interfaceEndpointServices = [
  'autoscaling',
  'backup',
  'cloudformation',
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'elasticfilesystem',
  'elasticloadbalancing',
  'kms',
  'logs',
  'monitoring',
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'sts',
  'tagging',
] as const;

/** The environment's virtual private cloud. */
export const networkSchema = z
  .strictObject({
    block: ipv4Block
      .refine((text) => Number(text.split('/')[1]) >= 16 && Number(text.split('/')[1]) <= 20, {
        message: refusal(
          'is not between /16 and /20',
          'AWS allows no larger VPC, and a smaller one leaves too few addresses in a subnet for OpenShift nodes',
        ),
      })
      .describe('IPv4 block of the VPC, /16 to /20; subnets are allocated from it by zone letter'),
    addressFamily: z
      .enum(['ipv4', 'dual-stack'])
      .default('ipv4')
      .describe('ipv4, or dual-stack with an IPv6 block provided by Amazon'),
    nat: z
      .union([
        z.literal('per-zone'),
        z.strictObject({
          single: z
            .string()
            .describe('zone of the single NAT gateway')
            .meta({ examples: ['us-east-1a'] }),
          because: reason,
        }),
      ])
      .default('per-zone')
      .describe('per-zone, or { single: <zone>, because: <reason> } for one NAT gateway shared by all zones'),
    addressPool: z
      .strictObject({
        id: z
          .string()
          .regex(
            /^ipv4pool-ec2-[0-9a-f]{17}$/,
            refusal('is not the id of a pool', 'copy it from: aws ec2 describe-public-ipv4-pools'),
          )
          .describe('id of the pool in the region')
          .meta({ examples: ['ipv4pool-ec2-012345678abcdef01'] }),
        for: z
          .array(z.enum(['nat', 'git-ssh', 'ports', 'hosts', 'routers']))
          .min(1)
          .describe('what gets its IPv4 addresses: NAT gateways, the balancers git-ssh and ports, public hosts')
          .meta({ examples: [['nat', 'git-ssh']] }),
      })
      .optional()
      .describe('IPv4 addresses of one’s own, brought to AWS before; those of AWS if left out'),
    additionalTiers: z
      .array(z.enum(['hosts', 'directory']))
      .default([])
      .describe(
        'subnet tiers besides public and private: hosts, for machines outside the cluster; directory, for its replicas',
      ),
    interfaceEndpoints: z
      .array(z.enum(interfaceEndpointServices))
      .default(['ec2', 'elasticloadbalancing', 'sts'])
      .describe('AWS services with an interface VPC endpoint, billed per zone and hour'),
    flowLogs: z
      .strictObject({ keepDays: z.int().min(1).max(3650).describe('retention of flow logs in days') })
      .default({ keepDays: 90 })
      .describe('VPC flow logs of accepted and rejected traffic, stored in S3'),
    securityGroupRules: z
      .int()
      .min(defaultGroupRules)
      .max(1000)
      .default(defaultGroupRules)
      .describe('rules per security group and direction: the account’s value of quota L-0EA8095F'),
  })
  .describe('the VPC');
