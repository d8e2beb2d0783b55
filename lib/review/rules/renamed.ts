import { isStateful } from '../../stateful-resources';
import type { ObjectChange, ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { canonical } from '../difference';
import { groupBy } from '../../group-by';
import { holdsDataKind } from '../kept-data';
import { isRenamed, renameBetween, type Rename } from '../rename';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';

/** Something with data that has another name: there is a new, empty one, and the old one is used by nobody. */
export const renamedRule: ReviewRule = {
  id: 'renamed',
  finds: 'a tenant, service or environment with another name, whose data does not go with it',
  class: 'loses-data',
  why: 'Databases, volumes, buckets and secrets have the name in theirs: the new ones are empty, and the old ones stay without a user.',
  remedy:
    'Keep the name. To change it, move the data by backup and restore, and enter secrets again, before people use the new one.',
  dangerous: { before: database('registration'), after: database('register') },
  harmless: { before: database('registration'), after: { ...database('registration'), ...database('surveys') } },
  explains: true,
  findings: (comparison) => {
    const all = [...renamedObjects(comparison), ...renamedResources(comparison)];
    return [...groupBy(all, ({ rename: { from, to } }) => `${from}\t${to}`).values()].map(toFinding);
  },
};

interface Renamed {
  readonly rename: Rename;
  readonly subject: string;
  readonly gone: ObjectChange | ResourceChange;
  readonly come: ObjectChange | ResourceChange;
}

function toFinding(all: readonly Renamed[]): RuleFinding {
  const { from, to } = all[0]?.rename ?? { from: '', to: '' };
  const what = all.map(({ subject }) => subject);
  return {
    class: 'loses-data',
    layer: all.some(({ gone }) => 'logicalId' in gone) ? 'aws' : 'cluster',
    subject: from,
    what: `becomes ${to}, with ${what.slice(0, mostNamed).join(', ')}${what.length > mostNamed ? ` and ${what.length - mostNamed} more` : ''} starting empty`,
    targets: all.flatMap(({ gone, come }) => [{ change: gone }, { change: come }]),
  };
}

const mostNamed = 3;

function renamedObjects({ objects }: Comparison): readonly Renamed[] {
  const data = objects.filter(({ kind }) => holdsDataKind(kind));
  return pairs(
    data.filter(({ after }) => after === undefined),
    data.filter(({ before }) => before === undefined),
    (one, other) => one.kind === other.kind,
    ({ namespace, name }) => `${namespace}/${name}`,
    ({ before, after }) => canonical((before ?? after)?.spec),
  ).map(({ gone, come, rename }) => ({ gone, come, rename, subject: objectSubject(come) }));
}

function renamedResources({ resources }: Comparison): readonly Renamed[] {
  const data = resources.filter(({ before, after }) => {
    const only = before === undefined || after === undefined ? (before ?? after) : undefined;
    return only !== undefined && isStateful(only);
  });
  return pairs(
    data.filter(({ after }) => after === undefined),
    data.filter(({ before }) => before === undefined),
    (one, other) => one.type === other.type,
    resourceSubject,
    ({ before, after }) => canonical((before ?? after)?.Properties),
  ).map(({ gone, come, rename }) => ({ gone, come, rename, subject: resourceSubject(come) }));
}

interface Pair<Change> {
  readonly gone: Change;
  readonly come: Change;
  readonly rename: Rename;
}

/** Pairs what is gone with what has come in its place: the same but for one name. */
function pairs<Change>(
  gone: readonly Change[],
  come: readonly Change[],
  isAlike: (one: Change, other: Change) => boolean,
  toName: (change: Change) => string,
  toBody: (change: Change) => string,
): readonly Pair<Change>[] {
  const left = new Set(come);
  return gone.flatMap((one) => {
    for (const other of left) {
      const rename = isAlike(one, other) ? renameBetween(toName(one), toName(other)) : undefined;
      if (rename === undefined || !isRenamed(toBody(one), toBody(other), rename)) continue;
      left.delete(other);
      return [{ gone: one, come: other, rename }];
    }
    return [];
  });
}

function database(service: string): Readonly<Record<string, string>> {
  return {
    [`cluster/conf/${service}.yaml`]: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: ${service}-db
  namespace: conf
  annotations: { argocd.argoproj.io/sync-options: Prune=false }
spec:
  instances: 2
  inheritedMetadata: { labels: { app: ${service} } }
`,
  };
}
