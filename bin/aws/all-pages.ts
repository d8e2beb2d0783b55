import type { EC2Client } from '@aws-sdk/client-ec2';
import { callAws } from './call-aws';

/**
 * How lists of what the account has are asked for: without a page size EC2 takes as long as all of it takes. Lists of what
 * AWS has are asked for by name and without: EC2 picks from each page, so they would come in pages that are mostly empty.
 */
export const paginator = <Client = EC2Client>(client: Client) => ({ client, pageSize: 200 });

/**
 * What all pages of an answer hold.
 *
 * @throws CallFailed when AWS does not answer.
 */
export const allPages = <Page, Item>(
  action: string,
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> =>
  callAws(action, async () => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
  });
