import { z } from 'zod';
import { qualifiedKind, objectsOfKind, resourcesOfType, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { secretReferences } from './secret-references';
import { stringsIn } from './strings-in';

/**
 * IAM roles, KMS aliases and secrets that manifests name are made by a rendered stack. Both sides derive the names, and without
 * this rule a difference would only show when a pod cannot start. Manifests that name a resource of a stack wait for the same
 * facts as the stack (`model/stack-facts.ts`), so every name in rendered manifests is of a rendered resource.
 */
export const madeByStacksRule: RenderedRule = {
  id: 'made-by-stacks',
  holds:
    'every role, bucket, KMS key and secret that the cluster names is made by a rendered stack, a secret with the keys that are read',
  findings: (rendered) => {
    const made = madeIn(rendered);
    return [
      ...rendered.objects.flatMap((object) => namedBy(object, made)),
      // A PushSecret makes the secret that it writes.
      ...objectsOfKind(rendered.objects, 'external-secrets.io/ExternalSecret').flatMap((object) =>
        askedBy(object, made),
      ),
    ];
  },
};

interface Made {
  readonly roles: ReadonlySet<string>;
  readonly profiles: ReadonlySet<string>;
  readonly buckets: ReadonlySet<string>;
  /** Aliases of KMS keys. */
  readonly keys: ReadonlySet<string>;
  /** Keys in each secret that AWS generates; undefined for secrets that people fill, and for plain text. */
  readonly secrets: ReadonlyMap<string, SecretContent>;
}

type SecretContent = { readonly keys: readonly string[] } | 'plain' | 'filled by people';

const generatedSchema = z.looseObject({
  GenerateStringKey: z.string().optional(),
  SecretStringTemplate: z.string().optional(),
});

function madeIn({ resources }: Rendered): Made {
  const names = (type: string, property: string) =>
    new Set(resourcesOfType(resources, type).map(({ resource }) => String(resource.Properties[property])));
  return {
    roles: names('AWS::IAM::Role', 'RoleName'),
    profiles: names('AWS::IAM::InstanceProfile', 'InstanceProfileName'),
    buckets: names('AWS::S3::Bucket', 'BucketName'),
    keys: names('AWS::KMS::Alias', 'AliasName'),
    secrets: new Map(
      resourcesOfType(resources, 'AWS::SecretsManager::Secret').map(({ resource: { Properties } }) => [
        String(Properties.Name),
        toSecretContent(Properties.GenerateSecretString),
      ]),
    ),
  };
}

function toSecretContent(generate: unknown): SecretContent {
  if (generate === undefined) return 'filled by people';
  const { GenerateStringKey: key, SecretStringTemplate: template = '{}' } = generatedSchema.parse(generate);
  if (key === undefined) return 'plain';
  return { keys: [key, ...Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(template)))] };
}

/** Role names in ARNs inside texts; a name followed by a star is a pattern and is left out. */
const role = /\barn:aws[a-z-]*:iam::\d{12}:role\/([\w+=.@-]+)(?!\*|[\w+=.@-])/g;
const bucket = /(?<![\w.-])([a-z0-9][a-z0-9-]*-\d{12}-[a-z]{2}(?:-[a-z]+)+-\d)(?![\w-]|\*)/g;
const key = /(?<![\w/])(alias\/(?!aws\/)[\w/-]+)(?!\*|[\w/-])/g;

function namedBy(object: RenderedObject, { roles, profiles, buckets, keys }: Made): readonly RenderedFinding[] {
  const named = (pattern: RegExp) =>
    new Set([...stringsIn(object)].flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)));
  const missing = (what: string, names: ReadonlySet<string>, known: ReadonlySet<string>) =>
    [...names]
      .filter((name) => !known.has(name))
      .map((name) => finding(object, `names the ${what} ${name}, which no stack makes`));
  return [
    ...missing('role', named(role), roles),
    ...missing('instance profile', instanceProfile(object), profiles),
    ...missing('bucket', named(bucket), buckets),
    ...missing('key', named(key), keys),
  ];
}

const machineSetSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        providerSpec: z.looseObject({
          value: z.looseObject({ iamInstanceProfile: z.looseObject({ id: z.string() }) }),
        }),
      }),
    }),
  }),
});

/** Instance profile of the machines that an object makes; empty if it makes none. */
const instanceProfile = (object: RenderedObject): ReadonlySet<string> =>
  new Set(
    qualifiedKind(object) === 'machine.openshift.io/MachineSet'
      ? [machineSetSchema.parse(object).spec.template.spec.providerSpec.value.iamInstanceProfile.id]
      : [],
  );

function askedBy(object: RenderedObject, { secrets }: Made): readonly RenderedFinding[] {
  return secretReferences(object).flatMap((reference) => {
    if (!('name' in reference)) return [];
    const { name, property } = reference;
    const content = secrets.get(name);
    if (content === undefined) return [finding(object, `reads the secret ${name}, which no stack makes`)];
    if (content === 'filled by people' || property === undefined) return [];
    const keys = content === 'plain' ? [] : content.keys;
    return keys.includes(property)
      ? []
      : [finding(object, `reads ${property} of the secret ${name}, which has ${keys.join(', ') || 'no keys'}`)];
  });
}

const finding = (object: RenderedObject, reason: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy:
    'take the name from the same function of model/naming.ts on both sides, list it in the needs of the service, and let the manifest wait for the facts of the stack (model/stack-facts.ts)',
});
