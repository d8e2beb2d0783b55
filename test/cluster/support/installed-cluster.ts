import type { Operator } from '../operators/operator';
import { kindsOfOpenshift, standInForOpenshift } from '../stand-ins/openshift';
import { ControlPlane } from './control-plane';
import { Definitions, type Kind } from './definitions';

/** A cluster as OpenShift's installer leaves it, with these namespaces and the definitions of all that is needed and an operator watches. */
export async function installedCluster(
  needed: readonly Kind[],
  { watches = [] }: Pick<Operator, 'watches'>,
  namespaces: ReadonlySet<string> = new Set(needed.flatMap(({ metadata: { namespace = [] } }) => namespace)),
): Promise<ControlPlane> {
  const plane = await ControlPlane.start();
  try {
    const definitions = Definitions.of([...needed, ...kindsOfOpenshift], watches);
    for (const kind of definitions.missing)
      process.stderr.write(`NOT DEFINED in ${definitions.source}, so anything is taken as ${kind}\n`);
    await definitions.applyOthers(plane.api, []);
    await standInForOpenshift(plane.api);
    await plane.api.applyAll(
      [...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
    return plane;
  } catch (error) {
    await plane.stop();
    throw error;
  }
}
