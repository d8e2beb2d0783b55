import { publishReviewComment, reviewMarker, type OwnComment } from '../../../../lib/operations/forge/review-comment';

/** Comments that are kept in a list, and what was done to them. */
function comments(...list: readonly OwnComment[]) {
  const done: string[] = [];
  const own = {
    list: () => Promise.resolve(list),
    create: (body: string) => {
      done.push(`create ${body}`);
      return Promise.resolve();
    },
    update: (id: number, body: string) => {
      done.push(`update ${id} ${body}`);
      return Promise.resolve();
    },
  };
  return { own, done };
}

test('the first review is a new comment', async () => {
  const { own, done } = comments({ id: 3, body: 'something else' });
  expect(await publishReviewComment(own, 'page', false)).toBe('written');
  expect(done).toEqual([`create ${reviewMarker}\npage`]);
});

test('the next one replaces it, and the same one does nothing', async () => {
  const { own, done } = comments({ id: 3, body: `${reviewMarker}\r\npage\r\n` });
  expect(await publishReviewComment(own, 'page', false)).toBe('unchanged');
  expect(await publishReviewComment(own, 'other', false)).toBe('updated');
  expect(done).toEqual([`update 3 ${reviewMarker}\nother`]);
});

test('a change of nothing that is rendered begins no comment, and says so where there is one', async () => {
  const none = comments();
  expect(await publishReviewComment(none.own, 'nothing', true)).toBe('left out');
  expect(none.done).toEqual([]);
  const { own, done } = comments({ id: 3, body: `${reviewMarker}\npage` });
  expect(await publishReviewComment(own, 'nothing', true)).toBe('updated');
  expect(done).toEqual([`update 3 ${reviewMarker}\nnothing`]);
});

test('a comment that only quotes another one is not replaced', async () => {
  const { own, done } = comments({ id: 3, body: `> ${reviewMarker}\npage` });
  expect(await publishReviewComment(own, 'page', false)).toBe('written');
  expect(done).toHaveLength(1);
});
