import {
  approvalVerdict,
  type ApprovedRequest,
  type ChangeToApprove,
} from '../../../../../lib/operations/forge/approvals/approval-verdict';
import type { Person } from '../../../../../lib/operations/forge/approvals/person';

const person = (id: number, username: string, others: Partial<Person> = {}): Person => ({
  id,
  username,
  name: username.toUpperCase(),
  isBot: false,
  mail: [],
  ...others,
});
const ada = person(1, 'ada');
const ben = person(2, 'ben');
const cem = person(3, 'cem');

const [first, pushed, later] = ['2026-01-01T09:00:00Z', '2026-01-01T10:00:00.000Z', '2026-01-01T12:00:00.000+01:00'];

const request: ApprovedRequest = {
  number: 12,
  author: ada,
  head: 'b2',
  versions: [
    { head: 'b1', at: first },
    { head: 'b2', at: pushed },
  ],
  pushers: [],
  commits: { names: ['Ada'], mail: ['ada@commons.example'] },
  approvals: [{ person: ben, at: later }],
};
const change: ChangeToApprove = { deciders: { by: ['ada', 'ben'] }, request, isAsApproved: true, starter: cem };

const by = (approver: Person, at: string | undefined = later): ChangeToApprove => ({
  ...change,
  request: { ...request, approvals: [{ person: approver, at }] },
});
const withRequest = (others: Partial<ApprovedRequest>): ChangeToApprove => ({
  ...change,
  request: { ...request, ...others },
});

test('somebody else whom the environment names, after the last push, is enough', () => {
  expect(approvalVerdict(change)).toEqual({ approvedBy: 'ben' });
});

test('of several approvals, one that counts is enough', () => {
  const approvals = [
    { person: ada, at: later },
    { person: cem, at: later },
    { person: ben, at: later },
  ];
  expect(approvalVerdict(withRequest({ approvals }))).toEqual({ approvedBy: 'ben' });
});

test.each([
  ['their own proposal', by(ada), 'they have proposed it'],
  ['of somebody who is not named', by(person(4, 'dan')), 'the environment does not name them'],
  ['of somebody who has another case of name', by(person(4, 'Ben')), 'the environment does not name them'],
  ['of a bot that is named', by(person(2, 'ben', { isBot: true })), 'it is a bot'],
  ['before the last push', by(ben, '2026-01-01T09:59:59.999Z'), 'it was given before the last push'],
  ['at the moment of the last push', by(ben, pushed), 'it was given before the last push'],
  ['at a time that is none', by(ben, 'soon'), 'it was given before the last push'],
  ['of whoever started the job', { ...change, starter: ben }, 'they have started this job'],
  ['of whoever pushed to it', withRequest({ pushers: [1, 2] }), 'they have written a part of it'],
  [
    'of an author of a commit',
    withRequest({ commits: { names: ['Ben'], mail: [] } }),
    'they have written a part of it',
  ],
  [
    'of a committer with the address that GitLab hides people behind',
    withRequest({ commits: { names: [], mail: ['2-ben@users.noreply.gitlab.commons.example'] } }),
    'they have written a part of it',
  ],
  [
    'of a committer with a known address',
    {
      ...by(person(2, 'ben', { mail: ['Ben@commons.example'] })),
      request: {
        ...request,
        commits: { names: [], mail: ['ben@commons.example'] },
        approvals: [{ person: person(2, 'ben', { mail: ['Ben@commons.example'] }), at: later }],
      },
    },
    'they have written a part of it',
  ],
] satisfies readonly (readonly [string, ChangeToApprove, string])[])(
  'an approval %s does not count',
  (_, each, why) => {
    const verdict = approvalVerdict(each);
    expect('refused' in verdict ? verdict.refused.join() : '').toContain(`does not count: ${why}`);
  },
);

test('an approval without a time does not count', () => {
  const approvals = [{ person: ben, at: undefined }];
  expect(approvalVerdict(withRequest({ approvals }))).toEqual({
    refused: ['the approval of ben does not count: GitLab does not say when it was given'],
  });
});

test.each([
  ['nobody has approved', withRequest({ approvals: [] }), 'nobody has approved it: one of ada, ben may'],
  ['it was pushed to the branch', { ...change, request: undefined }, 'it was pushed without a merge request'],
  ['the environment names nobody', { ...change, deciders: undefined }, 'names nobody who may approve'],
  ['the merge changed something else', { ...change, isAsApproved: false }, 'made something else of it than its head'],
  ['another state was merged than the newest', withRequest({ head: 'b1' }), 'is not what was pushed last'],
  ['GitLab knows no version of it', withRequest({ versions: [] }), 'is not what was pushed last'],
] satisfies readonly (readonly [string, ChangeToApprove, string])[])('nothing is deployed when %s', (_, each, why) => {
  const verdict = approvalVerdict(each);
  expect('refused' in verdict ? verdict.refused.join() : '').toContain(why);
});

test('after a forced push back to what was approved, it must be approved again', () => {
  const versions = [...request.versions, { head: 'b3', at: later }, { head: 'b2', at: '2026-01-01T13:00:00Z' }];
  expect(approvalVerdict(withRequest({ versions }))).toEqual({
    refused: ['the approval of ben does not count: it was given before the last push'],
  });
});

test('who may approve is what the branch said before: being taken out by the change itself takes nothing back', () => {
  // `deciders` are those of the commit before the change, whatever the change makes of them.
  expect(approvalVerdict({ ...change, deciders: { by: ['ben'] } })).toEqual({ approvedBy: 'ben' });
  expect(approvalVerdict({ ...change, deciders: { by: ['cem'] } })).toHaveProperty('refused');
});

test('an environment that gives a reason against approvals is deployed without', () => {
  expect(approvalVerdict({ ...change, deciders: { none: 'one engineer' }, request: undefined })).toEqual({
    approvedBy: 'nobody: one engineer',
  });
});
