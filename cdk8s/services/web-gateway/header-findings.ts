import { findingIf, type Finding } from '../../../model/finding';
import type { GatewayService } from './web-gateway-schema';

/** Headers that somebody else says, by their names in lower case. */
const taken: Readonly<Record<string, string>> = {
  'cache-control': 'is said by cacheSeconds and by objects',
  connection: 'is between nginx and the routers',
  'content-disposition': 'is said by each object',
  'content-encoding': 'is said by each object',
  'content-length': 'is said by nginx',
  'content-type': 'is said by each object',
  date: 'is said by nginx',
  etag: 'is said by each object',
  'last-modified': 'is said by each object',
  location: 'would lead away whoever asks: redirects are answers',
  server: 'is said by nginx',
  'set-cookie': 'would be one cookie for everybody, which caches keep',
  'strict-transport-security': 'is said by the routers',
  'transfer-encoding': 'is between nginx and the routers',
  vary: 'is said by nginx',
  'x-content-type-options': 'is nosniff already',
};

/** Findings on headers: nobody else says them, and no two are one. */
export const headerFindings = ({ headers }: Pick<GatewayService, 'headers'>): readonly Finding[] => {
  const names = Object.keys(headers);
  return names.flatMap((name, index) => {
    const lower = name.toLowerCase();
    const twin = names.slice(0, index).find((other) => other.toLowerCase() === lower);
    return [
      ...findingIf(lower in taken, ['headers', name], taken[lower] ?? '', 'leave it out'),
      ...findingIf(
        twin !== undefined,
        ['headers', name],
        `is ${twin ?? ''} too: capitals make no difference`,
        'keep one of them',
      ),
    ];
  });
};
