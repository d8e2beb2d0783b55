import type { RenderedSnapshot } from './rendered-snapshot';

/** Returns who finds resources of AWS by a tag: the words for it, or undefined if nothing rendered does. */
export type TagReader = (key: string) => string | undefined;

/** Tags that programs outside of the templates look for. Source: kubernetes-sigs/aws-load-balancer-controller and cloud-provider-aws. */
const knownReaders: readonly (readonly [key: RegExp, words: string])[] = [
  [/^kubernetes\.io\/cluster\//, 'the cluster finds its subnets, groups and machines by it'],
  [/^kubernetes\.io\/role\//, 'the cluster finds subnets for its balancers by it'],
];

/** Tags that people read, and no program. */
const forPeople = new Set(['Name', 'Description']);

/** Returns a lookup of the readers of tags in a version: conditions of policies, selections for backups, filters of budgets. */
export function tagReaders(snapshot: RenderedSnapshot): TagReader {
  let texts: readonly (readonly [subject: string, text: string])[] | undefined;
  return (key) => {
    if (forPeople.has(key)) return undefined;
    const known = knownReaders.find(([pattern]) => pattern.test(key));
    if (known !== undefined) return known[1];
    texts ??= snapshot.resources.map(({ stack, logicalId, resource }) => [
      `${logicalId} of ${stack}`,
      JSON.stringify(resource.Properties, withoutTags),
    ]);
    const mention = new RegExp(String.raw`["/:]${key.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`)}["$]`);
    const readers = texts.filter(([, text]) => mention.test(text)).map(([subject]) => subject);
    const [first] = readers;
    if (first === undefined) return undefined;
    return `${first}${readers.length > 1 ? ` and ${readers.length - 1} more` : ''} decide by it`;
  };
}

/** Tags themselves read nothing. */
const withoutTags = (field: string, value: unknown): unknown =>
  field === 'Tags' || field === 'TagSpecifications' ? undefined : value;
