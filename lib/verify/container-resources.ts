import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';
import { walkValues, valuesAt } from './walk-values';
import { describeObject } from './describe-object';
import { allContainers, podsIn } from './pods';
import type { RenderedRule } from './rendered-rule';

const complete = z.looseObject({
  requests: z.looseObject({ cpu: z.string(), memory: z.string() }),
  limits: z.looseObject({ cpu: z.string(), memory: z.string() }),
});

/** A container, or the part of a custom resource from which an operator makes one, with its resources. */
interface User {
  readonly object: RenderedObject;
  readonly name: string;
  readonly resources: unknown;
}

/**
 * Containers have requests and limits: a pod without requests is evicted first, and one without limits can use all
 * resources of its machine.
 */
export const containerResourcesRule: RenderedRule = {
  id: 'container-resources',
  holds: 'every container has requests and limits of CPU and memory, also those that operators make',
  findings: ({ objects }) => {
    const own = podsIn(objects).flatMap((each): readonly User[] =>
      allContainers(each).map(({ name, resources }) => ({ object: each.object, name, resources })),
    );
    return [...own, ...objects.flatMap(operated)]
      .filter(({ resources }) => !complete.safeParse(resources).success)
      .map(({ object, name }) => ({
        place: describeObject(object),
        reason: `${name} lacks a request or a limit of CPU or memory`,
        remedy: 'give it resources with requests and limits of both',
      }));
  },
};

/** Paths of the resources of an operator's containers, by kind of custom resource. */
const operatedPaths: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io/Cluster': ['spec'],
  'barmancloud.cnpg.io/ObjectStore': ['spec.instanceSidecarConfiguration'],
  'pxc.percona.com/PerconaXtraDBCluster': ['spec.pxc', 'spec.haproxy', 'spec.initContainer', 'spec.pxc.sidecars[]'],
  'postgresql.cnpg.io/Pooler': ['spec.template.spec.containers[]'],
};

const mayBeEmpty = 'spec.pxc.sidecars[]';

/** Paths in a PostgresCluster from which Crunchy's operator makes containers. */
const crunchyPart = /\.(instances\[\d+\]|pgBouncer|exporter|jobs|sidecars\.\w+)$/;

const resourced = z.looseObject({ resources: z.unknown().optional() }).catch({});

function operated(object: RenderedObject): readonly User[] {
  const kind = qualifiedKind(object);
  const part = (name: string, value: unknown): User => ({ object, name, resources: resourced.parse(value).resources });
  if (kind === 'postgres-operator.crunchydata.com/PostgresCluster') {
    return [...walkValues(object.spec, 'spec')].flatMap(([path, value]) =>
      crunchyPart.test(path) ? [part(path, value)] : [],
    );
  }
  return (operatedPaths[kind] ?? []).flatMap((path) => {
    const found = valuesAt(object, path);
    // Where a part is missing, its operator chooses the resources.
    return found.length === 0 && path !== mayBeEmpty
      ? [part(path, undefined)]
      : found.map((value) => part(path, value));
  });
}
