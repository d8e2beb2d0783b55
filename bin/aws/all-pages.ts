import type { EC2Client } from '@aws-sdk/client-ec2';
import { callAws } from './call-aws';

/**
 * Settings for lists of what the account has: without a page size EC2 puts everything into one slow answer. Lists of what AWS
 * offers to everybody are filtered by name and asked for without a page size: EC2 filters each page after it was cut, so most
 * pages would be empty.
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
