import { byName } from '../../support/charts';
import type { Authority } from '../../cluster/support/certificates';
import { keyValueLibraries } from '../support/key-value-libraries';
import { eventually } from './eventually';
import type { Image } from './image';
import { startPod, type PodProps } from './pod';
import { toPod } from './rendered-pod';
import type { SandboxProps } from './sandbox';

export interface CacheProps extends Pick<PodProps, 'folder' | 'objects' | 'secrets'> {
  /** Of the application, before the name of the cache. */
  readonly application: string;
  readonly authority: Authority;
}

const valkey: Image = { packages: ['valkey-server', 'valkey-tools', ...keyValueLibraries], entrypoint: [] };

/**
 * Starts a cache that is rendered: Valkey of Debian, by what is rendered for its pod.
 *
 * @returns the names by which clients call it; none without a cache of its own
 */
export async function startCache(props: CacheProps): Promise<SandboxProps['reaches']> {
  const { application, authority, objects } = props;
  const [found] = Object.entries(byName(objects, 'StatefulSet'));
  if (found === undefined) return [];
  const [name, workload] = found;
  const port = toPod(workload).container.ports.find((each) => each.name === 'valkey')?.containerPort ?? 0;
  const socket = `${application}-${name}`;
  const sandbox = await startPod({
    ...props,
    name: socket,
    image: valkey,
    workload,
    reaches: [],
    answers: [{ port, socket }],
    trusted: authority.certificate,
  });
  await eventually(60, () => sandbox.run('/bin/sh', '-c', 'valkey-cli ping | grep -q PONG'), sandbox);
  return [{ names: [name], port, socket }];
}
