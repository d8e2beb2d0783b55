import { Resolver } from 'node:dns/promises';
import { request } from 'node:https';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import type { Page, WorldView } from '../../lib/operations/mail-check/world-view';
import { smtpVisit } from './smtp-visit';

const patience = 20_000;
const mostBytes = 65_536;

/** The world as this machine sees it. */
export class WorldOutside implements WorldView {
  private readonly resolver = new Resolver({ timeout: 5000, tries: 2 });

  /** @param servers addresses of name servers; those of this machine without any */
  constructor(servers: readonly string[]) {
    if (servers.length > 0) this.resolver.setServers(servers);
  }

  texts = async (name: string): Promise<readonly string[]> =>
    (await orNone(this.resolver.resolveTxt(name))).map((strings) => strings.join(''));

  mailHosts = async (domain: string): Promise<readonly string[]> =>
    (await orNone(this.resolver.resolveMx(domain)))
      .toSorted((one, other) => one.priority - other.priority)
      .map(({ exchange }) => exchange.toLowerCase());

  addresses = (host: string): Promise<readonly string[]> => orNone(this.resolver.resolve4(host));

  namesFor = (address: string): Promise<readonly string[]> => orNone(this.resolver.reverse(address));

  visit = smtpVisit;

  async page(host: string, path: string): Promise<Page> {
    const [address] = await this.addresses(host);
    if (address === undefined) return { failure: 'has no address' };
    return new Promise((resolved) => {
      const fail = (error: Error) => resolved({ failure: `does not answer: ${error.message}` });
      const asked = request(
        { host: address, servername: host, path, headers: { host }, timeout: patience },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString();
            if (text.length > mostBytes) response.destroy(new Error('it has no end'));
          });
          response.on('error', fail);
          response.on('end', () =>
            resolved(
              response.statusCode === 200 ? { text } : { failure: `answers ${response.statusCode ?? 'nothing'}` },
            ),
          );
        },
      );
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${patience / 1000} seconds`)));
      asked.on('error', fail);
      asked.end();
    });
  }
}

/**
 * What a name server knows; nothing for a name or a type that is not there.
 *
 * @throws ProblemsError when it does not answer
 */
async function orNone<Found>(answer: Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    const says = error instanceof Error ? error.message : String(error);
    const remedy = 'name another one: --resolver <address>';
    throw new ProblemsError([fileProblem('the name server', `gives no answer: ${says}`, remedy)]);
  }
}
