import { arnParts } from '../../iam/arn';
import { isLiteral, overlapsPattern, type Pattern } from '../../iam/pattern';
import type { RenderedResource } from '../../rendered';
import { resourceTenant } from '../../verify/tenancy';
import { arnWords } from './arn-words';

/** Something that is rendered and that a policy can name. */
export interface ReachedResource {
  /** Singular and plural of what it is called. */
  readonly noun: readonly [one: string, many: string];
  readonly name: string;
  /** Undefined for what belongs to the platform. */
  readonly tenant: string | undefined;
  /** Third part of its ARN. */
  readonly service: string;
  /** Last parts of the ARNs of it, and of what is in it. */
  readonly patterns: readonly Pattern[];
}

interface NamedType extends Pick<ReachedResource, 'noun' | 'service'> {
  readonly property: string;
  readonly patterns: (name: string) => readonly Pattern[];
}

const namedTypes: Readonly<Record<string, NamedType>> = {
  'AWS::IAM::OIDCProvider': {
    property: 'Url',
    noun: ['identity provider', 'identity providers'],
    service: 'iam',
    patterns: (url) => [`oidc-provider/${url.replace('https://', '')}`],
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    noun: ['role', 'roles'],
    service: 'iam',
    patterns: (name) => [`role/${name}`, `role/*/${name}`],
  },
  'AWS::S3::Bucket': {
    property: 'BucketName',
    noun: ['bucket', 'buckets'],
    service: 's3',
    patterns: (name) => [name, `${name}/*`],
  },
  'AWS::SecretsManager::Secret': {
    property: 'Name',
    noun: ['secret', 'secrets'],
    service: 'secretsmanager',
    patterns: (name) => [`secret:${name}-??????`],
  },
  'AWS::SNS::Topic': { property: 'TopicName', noun: ['topic', 'topics'], service: 'sns', patterns: (name) => [name] },
  'AWS::SQS::Queue': { property: 'QueueName', noun: ['queue', 'queues'], service: 'sqs', patterns: (name) => [name] },
};

/** Everything rendered that has a name of its own, and what patterns name of it. */
export class ReachableResources {
  private readonly byService = new Map<string, ReachedResource[]>();
  private readonly tenants = new Map<string, Set<string>>();
  private readonly answers = new Map<string, readonly ReachedResource[]>();
  private readonly names: ReadonlySet<string>;

  constructor(resources: readonly RenderedResource[]) {
    const all = resources.flatMap((each) => toReachable(each) ?? []);
    for (const each of all) {
      this.byService.set(each.service, [...(this.byService.get(each.service) ?? []), each]);
      if (each.tenant === undefined) continue;
      const [noun] = each.noun;
      this.tenants.set(noun, (this.tenants.get(noun) ?? new Set()).add(each.tenant));
    }
    this.names = new Set(all.map(reachableKey));
  }

  /** Whether something of this kind and name is there. */
  has(reachable: ReachedResource): boolean {
    return this.names.has(reachableKey(reachable));
  }

  /** How many tenants have something of a kind. */
  tenantsWith(noun: string): number {
    return this.tenants.get(noun)?.size ?? 0;
  }

  /** What a pattern names. */
  reachedBy(pattern: Pattern): readonly ReachedResource[] {
    const [, , service = '*', , , resource] = arnParts(pattern);
    if (resource === undefined) return pattern === '*' ? [...this.byService.values()].flat() : [];
    const part = service === 's3' ? bucketPattern(resource) : resource;
    const key = `${service} ${part}`;
    const found =
      this.answers.get(key) ??
      [...this.byService]
        .filter(([each]) => overlapsPattern(each, service))
        .flatMap(([, all]) => all.filter((each) => reaches(part, each)));
    this.answers.set(key, found);
    return found;
  }
}

const reachableKey = ({ noun: [noun], name }: ReachedResource): string => `${noun} ${name}`;

function toReachable(each: RenderedResource): ReachedResource | undefined {
  const type = namedTypes[each.resource.Type];
  const name = type && each.resource.Properties[type.property];
  if (type === undefined || typeof name !== 'string') return undefined;
  return { noun: type.noun, service: type.service, name, tenant: resourceTenant(each), patterns: type.patterns(name) };
}

/** Buckets are told by what stands before a slash. A star there can also stand for a bucket, the slash and the beginning of a key. */
function bucketPattern(resource: Pattern): Pattern {
  const bucket = resource.split('/', 1)[0] ?? '';
  return bucket.includes('*') && bucket !== resource ? bucket.slice(0, bucket.lastIndexOf('*') + 1) : bucket;
}

/** A name that a pattern writes out in another way is not looked at closer. */
const reaches = (part: Pattern, { name, patterns }: ReachedResource): boolean =>
  (!isLiteral(part.replace(/-\?{6}$/, '')) || part.includes(name.replace('https://', ''))) &&
  patterns.some((each) => overlapsPattern(each, part));

/** Says what a pattern names: in the words of people where it is rendered, like `every tenant’s bucket`, and else those of its ARN. */
export function reachWords(pattern: Pattern, all: ReachableResources): string {
  const phrases = known.get(all) ?? new Map<Pattern, string>();
  known.set(all, phrases);
  const phrase = phrases.get(pattern) ?? findWords(pattern, all);
  phrases.set(pattern, phrase);
  return phrase;
}

/** What was said of patterns: many roles name the same. */
const known = new WeakMap<ReachableResources, Map<Pattern, string>>();

function findWords(pattern: Pattern, all: ReachableResources): string {
  if (pattern === '*') return 'everything';
  const reached = all.reachedBy(pattern);
  const [first] = reached;
  if (first === undefined || reached.some(({ noun }) => noun !== first.noun)) return arnWords(pattern);
  const [one, many] = first.noun;
  const tenants = [...new Set(reached.flatMap(({ tenant }) => tenant ?? []))].sort();
  if (tenants.length > 1 && tenants.length === all.tenantsWith(one)) {
    return `every tenant’s ${one}${reached.some(({ tenant }) => tenant === undefined) ? ' and those of the platform' : ''}`;
  }
  if (tenants.length > mostNamed) return `${many} of ${tenants.length} tenants`;
  if (tenants.length > 1) return `${many} of the tenants ${tenants.join(', ')}`;
  return reached.length === 1 && isLiteral(pattern.replace(/\/\*$|-\?{6}$/, ''))
    ? `${one} ${first.name}`
    : arnWords(pattern);
}

const mostNamed = 4;
