import type { EC2Client } from '@aws-sdk/client-ec2';
import { callAws } from './call-aws';

/**
 * Settings for lists of resources in the account: without a page size, EC2 returns one large, slow answer. Lists of
 * what AWS offers, such as instance types, are filtered and have no page size: EC2 filters each page after it has cut
 * the list into pages, so most pages would be empty.
 */
export const paginator = <Client = EC2Client>(client: Client) => ({ client, pageSize: 200 });

/**
 * The items of all pages of an answer.
 *
 * @throws AwsCallError when AWS does not answer.
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
