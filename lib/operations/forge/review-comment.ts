/** Comments that whoever has the token wrote on a change. */
export interface OwnComments {
  readonly list: () => Promise<readonly OwnComment[]>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: number, body: string) => Promise<void>;
}

export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** Begins the comment with the review, and is not shown. Only comments of the token's own user are looked at: anybody can write it. */
export const reviewMarker = '<!-- commons-platform:review -->';

export type Published = 'written' | 'updated' | 'unchanged' | 'left out';

/**
 * Has one comment with the review on a change, and updates it in place.
 *
 * @param page the review as Markdown
 * @param isEmpty whether nothing that is rendered changes: then no comment is begun
 */
export async function publishReviewComment(comments: OwnComments, page: string, isEmpty: boolean): Promise<Published> {
  const body = `${reviewMarker}\n${page}`;
  const earlier = (await comments.list()).find((each) => each.body.startsWith(reviewMarker));
  if (earlier === undefined) {
    if (isEmpty) return 'left out';
    await comments.create(body);
    return 'written';
  }
  // Forges give line ends back as they like.
  if (earlier.body.replaceAll('\r\n', '\n').trim() === body.trim()) return 'unchanged';
  await comments.update(earlier.id, body);
  return 'updated';
}
