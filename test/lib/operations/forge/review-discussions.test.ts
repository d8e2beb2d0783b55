import { fetchSend } from '../../../../bin/forge/fetch-send';
import { ForgeClient } from '../../../../lib/operations/forge/forge-client';
import { gitlabDiscussions } from '../../../../lib/operations/forge/gitlab-discussions';
import { publishReviewDiscussions, type WantedDiscussion } from '../../../../lib/operations/forge/review-discussions';
import { GitLabStandIn } from '../../../support/forges/gitlab-stand-in';
import type { StandInDiscussion } from '../../../support/forges/gitlab-state';
import { ada, mergeRequestBy, noteBy, robot, stateWith } from '../../../support/forges/stand-in-states';

const [one, two] = ['00000000000000a1', '00000000000000b2'] as const;
const marked = (key: string, text = 'a sentence') => `<!-- commons-platform:finding ${key} -->\n${text}`;
const file = { oldPath: 'a.yaml', newPath: 'a.yaml' };
const wanted = (key: string, text = 'a sentence'): WantedDiscussion => ({
  key,
  text,
  positions: [{ ...file, line: { newLine: 3 } }, file],
});

let standIn: GitLabStandIn;
let discussions: StandInDiscussion[];
let api = '';
beforeEach(async () => {
  discussions = [];
  const diff = { 'a.yaml': ['1:1', ':3', '2:'] };
  standIn = new GitLabStandIn({
    ...stateWith(mergeRequestBy({ discussions, diff })),
    tokens: { developer: robot, reporter: { ...robot, isReporter: true } },
  });
  api = await standIn.start();
});
afterEach(() => standIn.stop());

function publish(
  list: readonly WantedDiscussion[],
  options: { readonly found?: readonly string[]; readonly isWhole?: boolean; readonly token?: string } = {},
) {
  const { found = list.map(({ key }) => key), isWhole = true, token = 'developer' } = options;
  const client = new ForgeClient({
    api,
    authorization: { 'private-token': token },
    needs: 'resolve',
    send: fetchSend,
    wait: () => Promise.resolve(),
  });
  const own = gitlabDiscussions(client, '/projects/7/merge_requests/12', { base: 'c1', start: 'c1', head: 'c2' });
  return publishReviewDiscussions(own, { wanted: list, found: new Set(found), isWhole });
}

/** What there is of the token's user: key, whether the finding is marked as gone, whether it is resolved, and where it is. */
const state = () =>
  discussions
    .flatMap(({ notes }) => notes.slice(0, 1))
    .filter(({ author }) => author.id === robot.id)
    .map(({ body, resolved, position }) => [
      body.slice(0, body.indexOf('\n')).replace(/^.*finding (.*) -->$/, '$1'),
      resolved ? 'resolved' : 'open',
      position?.new_line ?? position?.position_type,
    ]);

const writes = () => standIn.requests.filter((each) => !each.startsWith('GET')).length;

test('a finding is a discussion at its line, once, behind more than a page of others', async () => {
  discussions.push(
    ...Array.from({ length: 130 }, (_, id) => ({ id: `b${id}`, notes: [noteBy(ada, id, marked(one))] })),
  );
  expect(await publish([wanted(one), wanted(two)])).toEqual({ done: '2 begun', refused: [] });
  const before = writes();
  expect(await publish([wanted(one), wanted(two)])).toEqual({ done: 'unchanged', refused: [] });
  expect(writes()).toBe(before);
  expect(state()).toEqual([
    [one, 'open', 3],
    [two, 'open', 3],
  ]);
});

test('it is resolved when the finding is gone, opened again when it is back, and replies stay', async () => {
  await publish([wanted(one)]);
  discussions[0]?.notes.push(noteBy(ada, 5, 'on purpose', { resolvable: true }));
  expect(await publish([])).toEqual({ done: '1 resolved', refused: [] });
  expect(state()).toEqual([[`${one} gone`, 'resolved', 3]]);
  expect(discussions[0]?.notes[0]?.body).toContain('**No longer found.** a sentence');
  expect(await publish([])).toMatchObject({ done: 'unchanged' });
  expect(await publish([wanted(one)])).toEqual({ done: '1 opened again', refused: [] });
  expect(state()).toEqual([[one, 'open', 3]]);
  expect(discussions[0]?.notes.map(({ body }) => body)).toEqual([marked(one), 'on purpose']);
});

test('what people resolved or opened stays so while nothing changes, and a finding that is back is open again', async () => {
  await publish([wanted(one)]);
  const [note] = discussions[0]?.notes ?? [];
  if (note === undefined) throw new Error('there is a note');
  note.resolved = true;
  expect(await publish([wanted(one)])).toMatchObject({ done: 'unchanged' });
  expect(state()).toEqual([[one, 'resolved', 3]]);
  await publish([]);
  note.resolved = false;
  expect(await publish([])).toMatchObject({ done: 'unchanged' });
  expect(state()).toEqual([[`${one} gone`, 'open', 3]]);
  note.resolved = true;
  await publish([wanted(one)]);
  expect(state()).toEqual([[one, 'open', 3]]);
});

test('one that is found and not discussed any more, or that nobody has looked for, is not gone', async () => {
  await publish([wanted(one)]);
  expect(await publish([], { found: [one] })).toMatchObject({ done: 'unchanged' });
  expect(await publish([], { isWhole: false })).toMatchObject({ done: 'unchanged' });
  expect(state()).toEqual([[one, 'open', 3]]);
  await publish([]);
  expect(await publish([], { found: [one] })).toMatchObject({ done: '1 opened again' });
  expect(discussions[0]?.notes[0]?.body).toBe(marked(one));
});

test('what it says is brought up to date without a notice to anybody', async () => {
  await publish([wanted(one)]);
  expect(await publish([wanted(one, 'another sentence')])).toEqual({ done: '1 brought up to date', refused: [] });
  expect(discussions[0]?.notes.map(({ body }) => body)).toEqual([marked(one, 'another sentence')]);
});

test('discussions of others stay theirs, also with the marker, and so do ours about something else', async () => {
  discussions.push(
    { id: 'a', notes: [noteBy(ada, 1, marked(one), { resolvable: true }), noteBy(robot, 2, marked(one))] },
    { id: 'b', notes: [noteBy(robot, 3, `> ${marked(two)}`, { resolvable: true })] },
    { id: 'c', notes: [noteBy(robot, 4, 'the comment')] },
  );
  const before = JSON.stringify(discussions);
  expect(await publish([])).toEqual({ done: 'unchanged', refused: [] });
  expect(JSON.stringify(discussions)).toBe(before);
});

test('a line that GitLab does not take leaves the file, and what is in no diff is left out', async () => {
  const elsewhere: WantedDiscussion = {
    ...wanted(one),
    positions: [{ ...file, line: { oldLine: 9, newLine: 9 } }, file],
  };
  const nowhere: WantedDiscussion = { ...wanted(two), positions: [{ oldPath: 'b.yaml', newPath: 'b.yaml' }] };
  expect(await publish([elsewhere, nowhere])).toEqual({
    done: '1 begun, 1 without a place in the diff',
    refused: [],
  });
  expect(state()).toEqual([[one, 'open', 'file']]);
});

test('a limit of requests is waited for', async () => {
  standIn.failNext({ status: 200, body: robot }, { status: 200, body: [] });
  standIn.failNext({ status: 429, headers: { 'retry-after': '1' } });
  expect(await publish([wanted(one)])).toEqual({ done: '1 begun', refused: [] });
});

test('what is refused is said, and done the next time', async () => {
  await publish([wanted(one), wanted(two)]);
  const failed = await publish([], { token: 'reporter' });
  expect(failed).toEqual({
    done: 'unchanged',
    refused: discussions.map(
      ({ id }) =>
        `PUT /projects/7/merge_requests/12/discussions/${id}: is answered with 403\n    the token may not do that: it must be allowed to resolve`,
    ),
  });
  expect(await publish([])).toEqual({ done: '2 resolved', refused: [] });
});

test('a forge that does not answer any more is asked nothing else', async () => {
  standIn.failNext({ status: 200, body: robot }, { status: 200, body: [] }, { status: 500 });
  const { done, refused } = await publish([wanted(one), wanted(two)]);
  expect(done).toBe('unchanged');
  expect(refused.join('\n')).toContain('1 discussions more were not looked at');
  expect(state()).toEqual([]);
});
