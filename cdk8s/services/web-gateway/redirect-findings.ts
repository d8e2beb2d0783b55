import { findingIf, type Finding } from '../../../model/finding';
import { isBelowPath } from '../../../model/formats/url-paths';
import type { GatewayService } from './web-gateway-schema';
import { belowTarget } from '../../../model/formats/below-target';

/** Redirects one after another that browsers follow. Source: the Fetch standard, "HTTP-redirect fetch". */
const mostRedirects = 20;

/** Findings on redirects: each leads somewhere in the end, and one for all below a path leaves the gateway its own paths. */
export const redirectFindings = (
  { answers }: Pick<GatewayService, 'answers'>,
  hosts: readonly string[],
): readonly Finding[] =>
  Object.entries(answers).flatMap(([path, answer]) => {
    if (!('redirect' in answer)) return [];
    const at = ['answers', path];
    const asked = answer.below ? [path, `${path}/x`] : [path];
    return [
      ...findingIf(
        answer.below && (path === '/' || path.endsWith('/')),
        [...at, 'below'],
        path === '/' ? 'would leave nothing of the host to the gateway' : 'is for a path that ends with a slash',
        path === '/' ? 'name the paths that moved' : 'write the path without it: what is below is meant anyway',
      ),
      ...findingIf(
        answer.below && [307, 308].includes(answer.status),
        [...at, 'status'],
        `is ${answer.status}, which nginx does not give for all below a path`,
        'write 301 or 302',
      ),
      ...findingIf(
        asked.some((each) => isEndless(each, answers, hosts)),
        [...at, 'redirect'],
        'leads round and round, and nobody ever arrives',
        'redirect to where the page is in the end',
      ),
    ];
  });

/** Whether whoever asks for a path is sent on and on. */
function isEndless(path: string, answers: GatewayService['answers'], hosts: readonly string[]): boolean {
  let current: string | undefined = path;
  for (let count = 0; count <= mostRedirects; count++) {
    current = nextPath(current, answers, hosts);
    if (current === undefined) return false;
  }
  return true;
}

/** Where a path of the host is sent to, if it is sent to a path of one of its hosts. */
function nextPath(path: string, answers: GatewayService['answers'], hosts: readonly string[]): string | undefined {
  const exact = answers[path];
  if (exact !== undefined) return 'redirect' in exact ? pathAt(exact.redirect, hosts) : undefined;
  const [beginning, answer] =
    Object.entries(answers)
      .filter(([each, found]) => 'redirect' in found && found.below && isBelowPath(path, each))
      .toSorted(([one], [other]) => other.length - one.length)[0] ?? [];
  if (beginning === undefined || answer === undefined || !('redirect' in answer)) return undefined;
  return pathAt(belowTarget(answer.redirect) + path.slice(beginning.length + 1), hosts);
}

function pathAt(target: string, hosts: readonly string[]): string | undefined {
  if (target.startsWith('/')) return target;
  const { hostname, pathname } = new URL(target);
  return hosts.includes(hostname) ? pathname : undefined;
}
