import { z } from 'zod';
import { ofKind, ofType, type Rendered, type RenderedObject } from '../rendered';
import { placeOf } from './place-of';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { secretReferences } from './secret-references';
import { stringsIn } from './strings-in';

/**
 * The cluster finds roles, buckets and secrets by names that both sides derive. A name that only one side has is found by nobody
 * before a pod cannot start. While a stack waits for a fact, it may be the one that makes what is not found.
 */
export const madeByStacks: RenderedRule = {
  id: 'made-by-stacks',
  holds:
    'every role, bucket and secret that the cluster names is made by a rendered stack, with the keys that it asks for',
  findings: (rendered) => {
    if (rendered.waiting.some((output) => output.startsWith('aws/'))) return [];
    const made = madeIn(rendered);
    return [
      ...rendered.objects.flatMap((object) => namedBy(object, made)),
      // A PushSecret makes the secret that it writes.
      ...ofKind(rendered.objects, 'external-secrets.io/ExternalSecret').flatMap((object) => askedBy(object, made)),
    ];
  },
};

interface Made {
  readonly roles: ReadonlySet<string>;
  readonly buckets: ReadonlySet<string>;
  /** Keys of each secret that AWS fills; undefined for those that people fill, and for plain text. */
  readonly secrets: ReadonlyMap<string, SecretContent>;
}

type SecretContent = { readonly keys: readonly string[] } | 'plain' | 'filled by people';

const generatedSchema = z.looseObject({
  GenerateStringKey: z.string().optional(),
  SecretStringTemplate: z.string().optional(),
});

function madeIn({ resources }: Rendered): Made {
  const names = (type: string, property: string) =>
    new Set(ofType(resources, type).map(({ resource }) => String(resource.Properties[property])));
  return {
    roles: names('AWS::IAM::Role', 'RoleName'),
    buckets: names('AWS::S3::Bucket', 'BucketName'),
    secrets: new Map(
      ofType(resources, 'AWS::SecretsManager::Secret').map(({ resource: { Properties } }) => [
        String(Properties.Name),
        contentOf(Properties.GenerateSecretString),
      ]),
    ),
  };
}

function contentOf(generate: unknown): SecretContent {
  if (generate === undefined) return 'filled by people';
  const { GenerateStringKey: key, SecretStringTemplate: template = '{}' } = generatedSchema.parse(generate);
  if (key === undefined) return 'plain';
  return { keys: [key, ...Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(template)))] };
}

/** Names of roles and buckets as they stand in texts; what a star follows is a pattern. */
const role = /\barn:aws[a-z-]*:iam::\d{12}:role\/([\w+=.@-]+)(?!\*|[\w+=.@-])/g;
const bucket = /(?<![\w.-])([a-z0-9][a-z0-9-]*-\d{12}-[a-z]{2}(?:-[a-z]+)+-\d)(?![\w-]|\*)/g;

function namedBy(object: RenderedObject, { roles, buckets }: Made): readonly RenderedFinding[] {
  const named = (pattern: RegExp) =>
    new Set([...stringsIn(object)].flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)));
  const missing = (what: string, names: ReadonlySet<string>, known: ReadonlySet<string>) =>
    [...names]
      .filter((name) => !known.has(name))
      .map((name) => finding(object, `names the ${what} ${name}, which no stack makes`));
  return [...missing('role', named(role), roles), ...missing('bucket', named(bucket), buckets)];
}

function askedBy(object: RenderedObject, { secrets }: Made): readonly RenderedFinding[] {
  return secretReferences(object).flatMap((reference) => {
    if (!('name' in reference)) return [];
    const { name, property } = reference;
    const content = secrets.get(name);
    if (content === undefined) return [finding(object, `asks for the secret ${name}, which no stack makes`)];
    if (content === 'filled by people' || property === undefined) return [];
    const keys = content === 'plain' ? [] : content.keys;
    return keys.includes(property)
      ? []
      : [finding(object, `asks for ${property} of the secret ${name}, which has ${keys.join(', ') || 'no keys'}`)];
  });
}

const finding = (object: RenderedObject, reason: string): RenderedFinding => ({
  place: placeOf(object),
  reason,
  remedy: 'have both sides take the name from one function of model/naming.ts, and the needs of the service list it',
});
