import { createHash } from 'node:crypto';
import { z } from 'zod';
import { labelOf, type KubeObject } from '../support/kube-object';
import type { KubeApi } from '../support/kube-api';
import { assertTaken, type StandIn } from './stand-in';

const annotation = 'image.openshift.io/triggers';
const triggersSchema = z.array(
  z.object({ from: z.object({ name: z.string(), namespace: z.string().optional() }), fieldPath: z.string() }),
);
const fieldPath =
  /^spec\.(?<job>jobTemplate\.spec\.)?template\.spec\.(?<list>containers|initContainers)\[\?\(@\.name==["'](?<container>[^"']+)["']\)\]\.image$/;

const podSpec = z.record(z.string(), z.unknown());
const container = z.looseObject({ name: z.string(), image: z.string().optional() });
const template = z.object({ template: z.object({ spec: podSpec }) });

const kinds = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'CronJob'],
] as const;

/** Stands in for OpenShift's image triggers: writes the image that a tag stands for, each tag standing for one of its own. */
export const imageTriggers: StandIn = {
  name: 'image triggers',
  step: async (api) => {
    for (const [apiVersion, kind] of kinds) {
      for (const object of await api.list(apiVersion, kind)) await trigger(object, api);
    }
  },
};

async function trigger(object: KubeObject, api: KubeApi): Promise<void> {
  const { namespace = '', annotations } = object.metadata;
  const text = annotations?.[annotation];
  if (text === undefined) return;
  // The server's own object is written back, changed where triggers point.
  const next = structuredClone(object);
  let changed = false;
  for (const { from, fieldPath: path } of triggersSchema.parse(JSON.parse(text))) {
    const stream = from.namespace ?? namespace;
    const [name = ''] = from.name.split(':');
    if ((await api.get('image.openshift.io/v1', 'ImageStream', name, stream)) === undefined) continue;
    changed = setImage(next, path, imageOf(stream, name, from.name)) || changed;
  }
  if (!changed) return;
  const path = (await api.path(object.apiVersion, object.kind, namespace, object.metadata.name)) ?? '';
  const answer = await api.ask('PUT', `${path}?fieldManager=openshift-controller-manager`, { body: next });
  assertTaken(`image of ${labelOf(object)}`, answer);
}

function imageOf(namespace: string, stream: string, tag: string): string {
  const digest = createHash('sha256').update(`${namespace}/${tag}`).digest('hex');
  return `image-registry.openshift-image-registry.svc:5000/${namespace}/${stream}@sha256:${digest}`;
}

/** @throws Error when OpenShift would not know the path. */
function setImage(object: KubeObject, path: string, image: string): boolean {
  const { job, list = '', container: name } = fieldPath.exec(path)?.groups ?? {};
  if (name === undefined) throw new Error(`${labelOf(object)}: a trigger sets ${path}`);
  const spec = job === undefined ? object.spec : z.object({ spec: podSpec }).parse(object.spec?.jobTemplate).spec;
  const pod = template.parse(spec).template.spec;
  const found = z.array(container).parse(pod[list] ?? []);
  const index = found.findIndex((each) => each.name === name);
  if (index < 0 || found[index]?.image === image) return false;
  const live = liveContainers(object, job !== undefined, list);
  Object.assign(live[index] ?? {}, { image });
  return true;
}

/** The containers inside the object itself, which parsing would copy. */
function liveContainers(object: KubeObject, job: boolean, list: string): readonly object[] {
  const steps = [...(job ? ['jobTemplate', 'spec'] : []), 'template', 'spec', list];
  const found = steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === step)?.[1]
        : undefined,
    object.spec,
  );
  return z.array(z.custom<object>((each) => typeof each === 'object' && each !== null)).parse(found);
}
