import { changeKind } from '../change-kind';
import { changeLayer } from '../change-layer';
import type { ObjectChange, ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { dataKinds, staysWhenRemoved } from '../../verify/kept-objects';
import { groupBy } from '../../group-by';
import { holdsDataKind } from '../kept-data';
import { objectsOfKinds } from '../objects-of-kinds';
import { podSpec } from '../pods/pod-spec';
import { findRenames, type FoundRename } from '../renames/found-renames';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { changeSubject } from '../subjects';
import { shortList } from '../../short-list';
import { isStateful } from '../../stateful-resources';
import { valueAt } from '../value-at';

/** Something that has another name: there is a new, empty one, and the old one is used by nobody. */
export const renamedRule: ReviewRule = {
  id: 'renamed',
  finds: 'an environment, tenant, service or pool with another name: what stays behind, and what starts empty',
  class: 'loses-data',
  why: 'Names of databases, volumes, buckets, secrets and machines contain it: new ones start empty, and the old ones stay unused.',
  remedy:
    'Keep the name. To change it, move the data by backup and restore, and enter secrets again, before the new one is used.',
  dangerous: { before: database('registration'), after: database('register') },
  harmless: { before: database('registration'), after: { ...database('registration'), ...database('surveys') } },
  seesRenames: true,
  findings: (comparison) => findRenames(comparison).map((found) => toFinding(found, comparison)),
};

function toFinding(found: FoundRename, comparison: Comparison): RuleFinding {
  const { rename, pairs } = found;
  const gone = pairs.map((pair) => pair.gone);
  const data = pairs.filter((pair) => holdsData(pair.gone)).map(({ come }) => come);
  const isPool = pairs.some((pair) => poolKinds.has(changeKind(pair.gone)));
  const isEnvironment = comparison.renamedFrom !== undefined;
  const names = isEnvironment ? countedKinds(data) : data.map(changeSubject);
  const starts = data.length === 0 ? '' : `, with ${shortList(names, mostNamed)} starting empty${fateWords(pairs)}`;
  const rest = isPool && !isEnvironment ? poolWords(found, comparison) : '';
  const anew = isEnvironment ? '; all stacks are created anew, and the existing ones stay unmanaged' : '';
  return {
    class: isEnvironment || data.length > 0 ? 'loses-data' : 'interrupts',
    layer: gone.some((change) => changeLayer(change) === 'aws') ? 'aws' : 'cluster',
    subject: `${nounFor(found, comparison)} ${rename.from}`,
    what: `becomes ${rename.to}${starts}${anew}${rest}`,
    targets: pairs
      .toSorted((one, other) => Number(holdsData(other.gone)) - Number(holdsData(one.gone)))
      .flatMap((pair) => [{ change: pair.gone }, { change: pair.come }]),
  };
}

const mostNamed = 4;

/** What becomes of the old ones. */
function fateWords(pairs: FoundRename['pairs']): string {
  const deleted = pairs.filter(({ gone }) => holdsData(gone) && isDeleted(gone)).length;
  if (deleted === 0) return '; the old ones stay unused';
  return `; ${deleted} of the old ones ${deleted === 1 ? 'is' : 'are'} deleted with their data`;
}

function isDeleted(change: ObjectChange | ResourceChange): boolean {
  if ('logicalId' in change) return change.impact === 'destroy';
  return dataKinds.has(change.kind) && change.before !== undefined && !staysWhenRemoved(change.before);
}

const pluralEnding = (word: string): string => (word.endsWith('s') ? 'es' : 's');

/** Kinds of things with their number, like `3 databases`: databases first, and then what there is most of. */
function countedKinds(data: readonly (ObjectChange | ResourceChange)[]): readonly string[] {
  const kinds = groupBy(data.map(changeSubject), (subject) => subject.replace(/ \S+( of \S+)?$/, ''));
  return [...kinds]
    .toSorted(
      ([one, ones], [other, others]) =>
        Number(other === 'database') - Number(one === 'database') || others.length - ones.length,
    )
    .map(([kind, { length }]) => `${length} ${kind}${length === 1 ? '' : pluralEnding(kind)}`);
}

const poolKinds: ReadonlySet<string> = new Set([
  'machine.openshift.io/MachineSet',
  'AWS::AutoScaling::AutoScalingGroup',
]);

function nounFor({ pairs }: FoundRename, { renamedFrom }: Comparison): string {
  if (renamedFrom !== undefined) return 'environment';
  const kinds = new Set(pairs.map(({ gone }) => changeKind(gone)));
  if (kinds.has('/Namespace')) return 'tenant';
  return [...poolKinds].some((kind) => kinds.has(kind)) ? 'pool' : 'service';
}

/** What becomes of the machines of a pool, and of the pods that ask for it by name. */
function poolWords({ rename, pairs }: FoundRename, { after }: Comparison): string {
  const sets = pairs.filter(({ gone }) => poolKinds.has(changeKind(gone))).length;
  const waiting = objectsOfKinds(after, podKinds).filter((object) =>
    [valueAt(podSpec(object), ['nodeSelector']), valueAt(podSpec(object), ['affinity', 'nodeAffinity'])].some((asked) =>
      JSON.stringify(asked ?? '').includes(`"${rename.from}"`),
    ),
  );
  const names = waiting.map(({ metadata: { namespace = '', name } }) => `${namespace}/${name}`);
  const left =
    names.length === 0
      ? ''
      : `, and the pods of ${shortList(names, mostNamed)} stay pending, since they select the old one`;
  return `: its machines, of ${sets} ${sets === 1 ? 'set' : 'sets'}, are drained and replaced by new ones${left}`;
}

const podKinds: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/CronJob',
]);

function holdsData(change: ObjectChange | ResourceChange): boolean {
  if (!('logicalId' in change)) return holdsDataKind(change.kind);
  const resource = change.before ?? change.after;
  return resource !== undefined && isStateful(resource);
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
