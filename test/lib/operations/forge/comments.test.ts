import { actionsComments } from '../../../../lib/operations/forge/actions-comments';
import { ForgeClient } from '../../../../lib/operations/forge/forge-client';
import { gitlabComments } from '../../../../lib/operations/forge/gitlab-comments';
import { publishReviewComment, reviewMarker } from '../../../../lib/operations/forge/review-comment';
import { fetchSend } from '../../../../bin/forge/fetch-send';
import { GitLabStandIn } from '../../../support/forges/gitlab-stand-in';
import { ada, mergeRequestBy, noteBy, robot, stateWith } from '../../../support/forges/stand-in-states';

const clientFor = (api: string, token: string) =>
  new ForgeClient({
    api,
    authorization: { 'private-token': token },
    needs: 'write comments',
    send: fetchSend,
    wait: () => Promise.resolve(),
  });

describe('on a merge request of GitLab', () => {
  const discussions = [
    { id: 'a', notes: [noteBy(ada, 1, `${reviewMarker}\nnothing to see`)] },
    ...Array.from({ length: 130 }, (_, index) => ({ id: `b${index}`, notes: [noteBy(ada, 10 + index, 'a word')] })),
  ];
  const standIn = new GitLabStandIn(stateWith(mergeRequestBy({ discussions })));
  let api = '';
  beforeAll(async () => {
    api = await standIn.start();
  });
  afterAll(() => standIn.stop());
  const comments = (token = 'robot-token') => gitlabComments(clientFor(api, token), '/projects/7/merge_requests/12');
  const bodiesBy = (id: number) =>
    discussions.flatMap(({ notes }) => notes.filter(({ author }) => author.id === id).map(({ body }) => body));

  test('one comment is written and then updated, also behind more than a page of others', async () => {
    expect(await publishReviewComment(comments(), 'page', false)).toBe('written');
    expect(await publishReviewComment(comments(), 'next', false)).toBe('updated');
    expect(bodiesBy(robot.id)).toEqual([`${reviewMarker}\nnext`]);
  });

  test('a comment with the marker that somebody else wrote stays theirs', () => {
    expect(bodiesBy(ada.id)[0]).toBe(`${reviewMarker}\nnothing to see`);
  });

  test('a token that is none is said, and what it must be', async () => {
    await expect(publishReviewComment(comments('wrong'), 'page', false)).rejects.toThrow(
      'GET /user: is answered with 401\n    the token is wrong or has expired: make one that may write comments',
    );
  });

  test('a limit of requests is waited for', async () => {
    standIn.failNext({ status: 429, headers: { 'retry-after': '1' } }, { status: 503 });
    expect(await publishReviewComment(comments(), 'next', false)).toBe('unchanged');
  });
});

test('on GitHub and Forgejo, comments of jobs are their own, and those of people are not', async () => {
  const sent: string[] = [];
  const list = [
    { id: 1, body: `${reviewMarker}\nby a person`, user: { login: 'mallory' } },
    { id: 2, body: `${reviewMarker}\nby a ghost`, user: null },
    { id: 3, body: `${reviewMarker}\npage`, user: { login: 'github-actions[bot]' } },
  ];
  const client = new ForgeClient({
    api: 'https://api.github.com',
    authorization: {},
    needs: 'write',
    send: ({ method, url }) => {
      sent.push(`${method} ${url}`);
      return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(list) });
    },
    wait: () => Promise.resolve(),
  });
  expect(await publishReviewComment(actionsComments(client, 'commons/home', 5), 'next', false)).toBe('updated');
  expect(sent).toEqual([
    'GET https://api.github.com/repos/commons/home/issues/5/comments?per_page=100&page=1',
    'PATCH https://api.github.com/repos/commons/home/issues/comments/3',
  ]);
});
