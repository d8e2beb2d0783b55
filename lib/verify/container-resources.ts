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

/** What may use how much: a container, or what an operator makes one of. */
interface User {
  readonly object: RenderedObject;
  readonly name: string;
  readonly resources: unknown;
}

/** A container without a request is the first to be evicted, and one without a limit takes what its neighbours need. */
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

/** Where an operator is told what its containers may use, by what it is told it in. */
const operatedPaths: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io/Cluster': ['spec'],
  'barmancloud.cnpg.io/ObjectStore': ['spec.instanceSidecarConfiguration'],
  'pxc.percona.com/PerconaXtraDBCluster': ['spec.pxc', 'spec.haproxy', 'spec.initContainer', 'spec.pxc.sidecars[]'],
  'postgresql.cnpg.io/Pooler': ['spec.template.spec.containers[]'],
};

const mayBeEmpty = 'spec.pxc.sidecars[]';

/** Everything of Crunchy's that becomes a container. */
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
    // One that is left out gets what its operator thinks of.
    return found.length === 0 && path !== mayBeEmpty
      ? [part(path, undefined)]
      : found.map((value) => part(path, value));
  });
}
