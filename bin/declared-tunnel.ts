import type { Environment } from '../model/environment';
import { fileProblem } from '../model/file-problem';
import { ProblemsError } from '../model/problem';
import type { WireGuard } from '../model/wireguard';

/**
 * The tunnel of an environment.
 *
 * @throws ProblemsError when it has none
 */
export function declaredTunnel({ name, access }: Pick<Environment, 'name' | 'access'>): WireGuard {
  if (access.wireguard !== undefined) return access.wireguard;
  const remedy = 'write access.wireguard, see docs/ways-in.md';
  throw new ProblemsError([fileProblem(`environments/${name}/environment.yaml`, 'has no tunnel', remedy)]);
}
