import { ProblemsError } from '../../../model/problem';
import type { ImportedApplication, ImportedProcess } from './imported-application';
import type { InputNode } from './input-node';
import { ManifestIndex, objectName } from './manifest-index';
import { readKinds, untakenKind } from './manifest-kinds';
import { manifestRoutes } from './manifest-routes';
import { readWorkload } from './manifest-workload';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';

/**
 * Reads manifests of Kubernetes, like the output of `helm template`.
 *
 * @throws ProblemsError with every document that is no object of Kubernetes.
 */
export function readManifests(documents: readonly InputNode[]): ImportedApplication {
  const index = new ManifestIndex(documents);
  const problems = index.objects
    .filter((object) => object.form !== 'map' || object.textAt('kind') === undefined)
    .map(({ at }) => ({ ...at, reason: 'is no object of Kubernetes', remedy: 'write apiVersion, kind and metadata' }));
  if (problems.length > 0) throw new ProblemsError(problems);
  const routes = manifestRoutes(index);
  const left: NotTakenOver[] = [...untakenNotes(index)];
  const processes = index.objects.flatMap((object): readonly ImportedProcess[] => {
    const found = toWorkload(object);
    if (found === undefined) return [];
    const notes = new Notes(objectName(object));
    const hook = object.textAt('metadata', 'annotations', 'helm.sh/hook') ?? '';
    if (hook.includes('test')) {
      notes.add(object.at, `${object.textAt('kind') ?? ''} ${objectName(object)}`, 'is a test of the chart');
      left.push(...notes.left);
      return [];
    }
    const read = readWorkload({ object, index, routes, ...found }, notes);
    left.push(...notes.left);
    return read;
  });
  return { processes, left };
}

/** The template of the pods of a workload, and when they run. */
function toWorkload(
  object: InputNode,
): { readonly template: InputNode; readonly runs: ImportedProcess['runs'] } | undefined {
  const spec = object.find('spec');
  switch (object.textAt('kind')) {
    case 'Deployment':
    case 'DeploymentConfig':
    case 'StatefulSet':
      return withTemplate(spec?.find('template'), 'always');
    case 'Job':
      return withTemplate(spec?.find('template'), 'once');
    case 'CronJob':
      return withTemplate(spec?.find('jobTemplate', 'spec', 'template'), { at: spec?.textAt('schedule') ?? '' });
    case 'Pod':
      return withTemplate(object, 'always');
    default:
      return undefined;
  }
}

const withTemplate = (template: InputNode | undefined, runs: ImportedProcess['runs']) =>
  template === undefined ? undefined : { template, runs };

/** Objects of kinds that are not read, one note for each kind. */
function untakenNotes(index: ManifestIndex): readonly NotTakenOver[] {
  const notes = new Notes();
  for (const kind of new Set(index.objects.map((object) => object.textAt('kind') ?? ''))) {
    if (readKinds.has(kind)) continue;
    const objects = index.ofKind(kind);
    const [first] = objects;
    if (first === undefined) continue;
    const { why, remedy } = untakenKind(kind);
    notes.add(first.at, `${kind} ${objects.map(objectName).join(', ')}`, why, remedy);
  }
  return notes.left;
}
