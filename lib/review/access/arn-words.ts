import { arnParts } from '../../iam/arn';
import type { Pattern } from '../../iam/pattern';

/** What resources of a service are called, by how the last part of their ARN begins. Source: AWS service authorization reference. */
const nouns: Readonly<Record<string, readonly (readonly [beginning: string, noun: string])[]>> = {
  backup: [
    ['backup-vault:', 'vault'],
    ['recovery-point:', 'copy in a vault'],
  ],
  cloudformation: [['stack/', 'stack']],
  ec2: [
    ['image/', 'machine image'],
    ['instance/', 'machine'],
    ['network-interface/', 'network interface'],
    ['security-group/', 'security group'],
    ['snapshot/', 'snapshot'],
    ['subnet/', 'subnet'],
    ['volume/', 'volume'],
  ],
  elasticfilesystem: [
    ['access-point/', 'access point'],
    ['file-system/', 'file system'],
  ],
  iam: [
    ['instance-profile/', 'instance profile'],
    ['policy/', 'policy'],
    ['role/', 'role'],
    ['user/', 'user'],
  ],
  kms: [
    ['alias/', 'alias of a key'],
    ['key/', 'key'],
  ],
  lambda: [['function:', 'function']],
  logs: [['log-group:', 'log group']],
  route53: [['hostedzone/', 'zone']],
  secretsmanager: [['secret:', 'secret']],
  ssm: [['parameter/', 'parameter']],
};

/** A pattern of ARNs in words, like `every key in us-east-1 of account 111122223333`; as it is written where there are none. */
export function arnWords(pattern: Pattern): string {
  const [, , service = '', region = '', account = '', resource] = arnParts(pattern);
  const [beginning, noun] = nouns[service]?.find(([start]) => resource?.startsWith(start)) ?? [];
  if (resource === undefined || beginning === undefined || noun === undefined) return pattern;
  const name = resource.slice(beginning.length);
  const where = isWildcard(region) ? '' : ` in ${region}`;
  const whose = isWildcard(account) ? '' : ` of account ${account}`;
  return `${isWildcard(name) ? `every ${noun}` : `${noun} ${name}`}${where}${whose}`;
}

const isWildcard = (text: string): boolean => text === '' || text === '*';
