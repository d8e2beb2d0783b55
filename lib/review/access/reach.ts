import { overlapsArn } from '../../iam/arn';
import { isLiteral, type Pattern } from '../../iam/pattern';
import type { RenderedResource } from '../../rendered';
import { resourceTenant } from '../../verify/tenancy';

/** Something that is rendered and that a policy can name. */
export interface Reachable {
  /** Plural and singular of what it is called. */
  readonly noun: readonly [one: string, many: string];
  readonly name: string;
  /** Undefined for what belongs to the platform. */
  readonly tenant: string | undefined;
  /** ARNs of it, and of what is in it. */
  readonly patterns: readonly Pattern[];
}

interface NamedType {
  readonly property: string;
  readonly noun: Reachable['noun'];
  readonly patterns: (name: string) => readonly Pattern[];
}

const namedTypes: Readonly<Record<string, NamedType>> = {
  'AWS::IAM::OIDCProvider': {
    property: 'Url',
    noun: ['identity provider', 'identity providers'],
    patterns: (url) => [`arn:*:iam::*:oidc-provider/${url.replace('https://', '')}`],
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    noun: ['role', 'roles'],
    patterns: (name) => [`arn:*:iam::*:role/${name}`, `arn:*:iam::*:role/*/${name}`],
  },
  'AWS::S3::Bucket': {
    property: 'BucketName',
    noun: ['bucket', 'buckets'],
    patterns: (name) => [`arn:*:s3:::${name}`, `arn:*:s3:::${name}/*`],
  },
  'AWS::SecretsManager::Secret': {
    property: 'Name',
    noun: ['secret', 'secrets'],
    patterns: (name) => [`arn:*:secretsmanager:*:*:secret:${name}-??????`],
  },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    noun: ['queue', 'queues'],
    patterns: (name) => [`arn:*:sqs:*:*:${name}`],
  },
  'AWS::SNS::Topic': {
    property: 'TopicName',
    noun: ['topic', 'topics'],
    patterns: (name) => [`arn:*:sns:*:*:${name}`],
  },
};

/** Everything rendered that has a name of its own. */
export const reachableIn = (resources: readonly RenderedResource[]): readonly Reachable[] =>
  resources.flatMap((each) => {
    const type = namedTypes[each.resource.Type];
    const name = type && each.resource.Properties[type.property];
    return type === undefined || typeof name !== 'string'
      ? []
      : [{ noun: type.noun, name, tenant: resourceTenant(each), patterns: type.patterns(name) }];
  });

/** What of it a pattern names. Many statements name the same, so that the last answers are kept. */
export function reachedBy(pattern: Pattern, all: readonly Reachable[]): readonly Reachable[] {
  const known = answers.get(all) ?? new Map<Pattern, readonly Reachable[]>();
  answers.set(all, known);
  const found = known.get(pattern) ?? all.filter((each) => reaches(pattern, each));
  known.set(pattern, found);
  return found;
}

const answers = new WeakMap<readonly Reachable[], Map<Pattern, readonly Reachable[]>>();

/** A name that a pattern writes out in another way is not looked at closer. */
const reaches = (pattern: Pattern, { name, patterns }: Reachable): boolean =>
  (!isLiteral(pattern.replace(/\/\*$|-\?{6}$/, '')) || pattern.includes(name.replace('https://', ''))) &&
  patterns.some((each) => overlapsArn(each, pattern));

/**
 * Says what a pattern names: in the words of people where it is rendered, like `every tenant’s bucket`, and else as it is written.
 *
 * @param all everything that is rendered
 */
export function reachWords(pattern: Pattern, all: readonly Reachable[]): string {
  if (pattern === '*') return 'everything';
  const reached = reachedBy(pattern, all);
  const nouns = [...new Set(reached.map(({ noun }) => noun))];
  const [noun] = nouns;
  if (noun === undefined || nouns.length > 1) return pattern;
  const tenants = tenantsIn(reached);
  const others = tenantsIn(all.filter((each) => each.noun === noun));
  const [one, many] = noun;
  if (tenants.length > 1 && tenants.length === others.length) {
    return `every tenant’s ${one}${reached.some(({ tenant }) => tenant === undefined) ? ' and those of the platform' : ''}`;
  }
  if (tenants.length > mostNamed) return `${many} of ${tenants.length} tenants`;
  if (tenants.length > 1) return `${many} of the tenants ${tenants.join(', ')}`;
  const [only] = reached;
  return reached.length === 1 && only !== undefined && !/[*?].*$/.test(pattern.replace(/\/\*$|-\?{6}$/, ''))
    ? `${one} ${only.name}`
    : pattern;
}

const mostNamed = 4;

const tenantsIn = (reached: readonly Reachable[]): readonly string[] =>
  [...new Set(reached.flatMap(({ tenant }) => tenant ?? []))].sort();
