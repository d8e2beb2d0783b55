import { kindsOfOpenshift, standInForOpenshift } from '../stand-ins/openshift';
import { ControlPlane } from './control-plane';
import { Definitions, type Kind } from './definitions';

/** A cluster as OpenShift's installer leaves it, with the definitions of all that is needed and these namespaces, and nothing else. */
export async function installedCluster(
  needed: readonly Kind[],
  namespaces: ReadonlySet<string> = new Set(needed.flatMap(({ metadata: { namespace = [] } }) => namespace)),
): Promise<ControlPlane> {
  const plane = await ControlPlane.start();
  try {
    const definitions = Definitions.of([...needed, ...kindsOfOpenshift]);
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
