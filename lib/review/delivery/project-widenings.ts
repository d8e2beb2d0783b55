import { z } from 'zod';
import { coversPattern } from '../../iam/pattern';
import type { ObjectChange } from '../changes';
import { valueAt } from '../value-at';
import type { DeliveryChange } from './delivery-change';

const kindSchema = z.looseObject({ group: z.string().default('*'), kind: z.string().default('*') });
const texts = z.array(z.string()).default([]);
const projectSchema = z.looseObject({
  destinations: z
    .array(z.looseObject({ server: z.string().default('*'), namespace: z.string().default('*') }))
    .default([]),
  sourceRepos: texts,
  sourceNamespaces: texts,
  clusterResourceWhitelist: z.array(kindSchema).default([]),
  clusterResourceBlacklist: z.array(kindSchema).default([]),
  // Without a list, every kind in a namespace may be delivered.
  namespaceResourceWhitelist: z.array(kindSchema).default([{ group: '*', kind: '*' }]),
  namespaceResourceBlacklist: z.array(kindSchema).default([]),
  signatureKeys: z.array(z.looseObject({ keyID: z.string() })).default([]),
});

type Project = z.output<typeof projectSchema>;

/**
 * What a project of Argo CD may deliver that it could not before.
 *
 * @param added namespaces that are new, so that nothing is in them yet
 */
export function projectWidenings(change: ObjectChange, added: ReadonlySet<string>): readonly DeliveryChange[] {
  if (change.kind !== 'argoproj.io/AppProject' || change.after === undefined) return [];
  const after = projectSchema.safeParse(valueAt(change.after, ['spec'])).data;
  const before =
    change.before === undefined ? undefined : projectSchema.safeParse(valueAt(change.before, ['spec'])).data;
  if (after === undefined || (change.before !== undefined && before === undefined)) {
    return [{ class: 'watch', what: 'could not be judged: it is no project as Argo CD has them', path: ['spec'] }];
  }
  return before === undefined ? openParts(after) : widenings(before, after, added);
}

/** A new project is worth a word where it names nothing. */
const openParts = ({ destinations, sourceRepos, clusterResourceWhitelist }: Project): readonly DeliveryChange[] => [
  ...(sourceRepos.includes('*') ? [lets('may come from every repository', 'sourceRepos')] : []),
  ...(destinations.some(({ namespace }) => namespace === '*')
    ? [lets('may go into every namespace', 'destinations')]
    : []),
  ...(clusterResourceWhitelist.some(({ kind }) => kind === '*')
    ? [lets('may have every kind outside of namespaces', 'clusterResourceWhitelist')]
    : []),
];

function widenings(before: Project, after: Project, added: ReadonlySet<string>): readonly DeliveryChange[] {
  const place = ({ server, namespace }: Project['destinations'][number]) => `${namespace} ${server}`;
  const kind = ({ group, kind: name }: z.output<typeof kindSchema>) => (group === '' ? name : `${name}.${group}`);
  const keys = (project: Project) => project.signatureKeys.map(({ keyID }) => keyID);
  const destinations = newOnes(before.destinations.map(place), after.destinations.map(place))
    .map((text) => text.slice(0, text.indexOf(' ')))
    .filter((namespace) => !added.has(namespace));
  const unsigned = before.signatureKeys.length > 0 && after.signatureKeys.length === 0;
  const newKeys = unsigned || before.signatureKeys.length === 0 ? [] : newOnes(keys(before), keys(after));
  return [
    ...said(destinations, 'may also go into', 'destinations', (each) =>
      each === '*' ? 'every namespace' : `namespace ${each}`,
    ),
    ...said(newOnes(before.sourceRepos, after.sourceRepos), 'may also come from', 'sourceRepos', (each) =>
      each === '*' ? 'every repository' : each,
    ),
    ...said(
      newOnes(before.sourceNamespaces, after.sourceNamespaces),
      'may also be declared in',
      'sourceNamespaces',
      (each) => `namespace ${each}`,
    ),
    ...(['clusterResourceWhitelist', 'namespaceResourceWhitelist'] as const).flatMap((field) =>
      said(newOnes(before[field].map(kind), after[field].map(kind)), 'may also have', field, (each) =>
        each === '*.*' ? 'every kind' : each,
      ),
    ),
    ...(['clusterResourceBlacklist', 'namespaceResourceBlacklist'] as const).flatMap((field) =>
      said(newOnes(after[field].map(kind), before[field].map(kind)), 'may now have', field, (each) => each),
    ),
    ...(unsigned ? [{ ...lets('may come without a signature', 'signatureKeys'), class: 'weakens' as const }] : []),
    ...said(newKeys, 'may also be signed by', 'signatureKeys', (each) => `the key ${each}`),
  ];
}

/** Patterns that none of those before covers. What begins with `!` takes back, so that it is new where it is gone. */
function newOnes(before: readonly string[], after: readonly string[]): readonly string[] {
  const [allowed, refused] = [
    before.filter((each) => !each.startsWith('!')),
    after.filter((each) => each.startsWith('!')),
  ];
  return [
    ...after.filter((each) => !each.startsWith('!') && !allowed.some((one) => coversPattern(one, each))),
    ...before.filter((each) => each.startsWith('!') && !refused.includes(each)).map((each) => each.slice(1)),
  ];
}

const said = (
  values: readonly string[],
  verb: string,
  field: string,
  toWords: (value: string) => string,
): readonly DeliveryChange[] =>
  values.length === 0 ? [] : [lets(`${verb} ${[...new Set(values.map(toWords))].join(', ')}`, field)];

const lets = (what: string, field: string): DeliveryChange => ({ class: 'lets-in', what, path: ['spec', field] });
