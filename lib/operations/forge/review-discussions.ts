import type { DiffPosition } from './diff-position';
import { ForgeError } from './forge-error';

/** Discussions that whoever has the token began on a change. */
export interface OwnDiscussions {
  readonly list: () => Promise<readonly OwnDiscussion[]>;
  readonly begin: (body: string, position: DiffPosition) => Promise<void>;
  /** Replaces what the discussion begins with. */
  readonly rewrite: (discussion: OwnDiscussion, body: string) => Promise<void>;
  readonly resolve: (discussion: OwnDiscussion, resolved: boolean) => Promise<void>;
}

export interface OwnDiscussion {
  readonly id: string;
  /** Number of its first note. */
  readonly note: number;
  /** What it begins with. */
  readonly body: string;
  readonly isResolved: boolean;
}

/** A discussion that there should be about a finding. */
export interface WantedDiscussion {
  /** What tells the finding apart from all others. */
  readonly key: string;
  /** Markdown. */
  readonly text: string;
  /** Where it may be, the best first: forges refuse places in files that are too large for them. */
  readonly positions: readonly DiffPosition[];
}

/** What a review has found, for its discussions. */
export interface DiscussedReview {
  /** Findings that are discussed, the most dangerous first. */
  readonly wanted: readonly WantedDiscussion[];
  /** Keys of all findings, also of those that are not discussed. */
  readonly found: ReadonlySet<string>;
  /** Whether a finding that is not found is gone: not if only a part of the change was looked at. */
  readonly isWhole: boolean;
}

/** What was done, as sentences for the log of a job. */
export interface DiscussionsOutcome {
  readonly done: string;
  /** What the forge has refused; empty if all is as it should be. */
  readonly refused: readonly string[];
}

/**
 * Has a discussion for each finding: begins those that are not there, resolves those whose finding is gone, and opens those again whose finding
 * is back. In between a discussion belongs to people: resolved or not, it stays as they left it. Whether the finding was there the last time is
 * in a marker, which is not shown, at the beginning of the first note. Only discussions of the token's own user are looked at.
 *
 * @throws ForgeError when the discussions cannot be read.
 */
export async function publishReviewDiscussions(
  discussions: OwnDiscussions,
  { wanted, found, isWhole }: DiscussedReview,
): Promise<DiscussionsOutcome> {
  const own = (await discussions.list()).flatMap((discussion): readonly MarkedDiscussion[] => {
    const [, key, gone] = marker.exec(discussion.body) ?? [];
    return key === undefined ? [] : [{ discussion, key, wasGone: gone !== undefined }];
  });
  const known = new Set(own.map(({ key }) => key));
  const texts = new Map(wanted.map(({ key, text }) => [key, text] as const));
  const steps = [
    ...wanted.filter(({ key }) => !known.has(key)).map((each) => () => begin(discussions, each)),
    ...own.map((marked) => {
      const { key, wasGone, discussion } = marked;
      const text = texts.get(key) ?? withoutMarker(discussion.body);
      if (!found.has(key)) return () => (wasGone || !isWhole ? nothing : markAs('gone', discussions, marked, text));
      return () => (wasGone ? markAs('back', discussions, marked, text) : update(discussions, marked, text));
    }),
  ];
  return allSteps(steps);
}

interface MarkedDiscussion {
  readonly discussion: OwnDiscussion;
  readonly key: string;
  /** Whether the finding was gone the last time. */
  readonly wasGone: boolean;
}

/** What a step has done, for the log; undefined for nothing. */
type Done = 'begun' | 'resolved' | 'opened again' | 'brought up to date' | 'without a place in the diff' | undefined;

const nothing = Promise.resolve(undefined);

/** Begins a discussion at the first place that the forge takes. */
async function begin(discussions: OwnDiscussions, { key, text, positions }: WantedDiscussion): Promise<Done> {
  for (const position of positions) {
    try {
      await discussions.begin(toBody(key, text), position);
      return 'begun';
    } catch (error) {
      if (!(error instanceof ForgeError) || !refusesPlace.includes(error.status)) throw error;
    }
  }
  return 'without a place in the diff';
}

/** How GitLab answers a place that its diff does not show. */
const refusesPlace: readonly number[] = [400, 422];

/** The marker is written last, so that whatever is cut off is done the next time. */
async function markAs(
  state: 'gone' | 'back',
  discussions: OwnDiscussions,
  { discussion, key }: MarkedDiscussion,
  text: string,
): Promise<Done> {
  const isGone = state === 'gone';
  if (discussion.isResolved !== isGone) await discussions.resolve(discussion, isGone);
  const plain = text.replace(noLonger, '');
  await discussions.rewrite(discussion, isGone ? toBody(`${key} gone`, noLonger + plain) : toBody(key, plain));
  return isGone ? 'resolved' : 'opened again';
}

async function update(discussions: OwnDiscussions, { discussion, key }: MarkedDiscussion, text: string): Promise<Done> {
  const body = toBody(key, text);
  // Forges give line ends back as they like.
  if (discussion.body.replaceAll('\r\n', '\n').trim() === body.trim()) return undefined;
  await discussions.rewrite(discussion, body);
  return 'brought up to date';
}

/** Takes all steps, but none once the forge does not answer any more. */
async function allSteps(steps: readonly (() => Promise<Done>)[]): Promise<DiscussionsOutcome> {
  const done = new Map<string, number>();
  const refused = new Set<string>();
  for (const [index, step] of steps.entries()) {
    try {
      const what = await step();
      if (what !== undefined) done.set(what, (done.get(what) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      refused.add(error.message);
      if (error.status !== 0 && error.status !== 401 && error.status !== 429 && error.status < 500) continue;
      const left = steps.length - index - 1;
      if (left > 0) refused.add(`${left} discussions more were not looked at\n    run the job again`);
      break;
    }
  }
  const said = [...done].map(([what, count]) => `${count} ${what}`);
  return { done: said.length === 0 ? 'unchanged' : said.join(', '), refused: [...refused] };
}

const marker = /^<!-- commons-platform:finding ([0-9a-f]{16})( gone)? -->\s*/;

const toBody = (state: string, text: string): string => `<!-- commons-platform:finding ${state} -->\n${text}`;

const withoutMarker = (body: string): string => body.replace(marker, '');

const noLonger = '**No longer found.** ';
