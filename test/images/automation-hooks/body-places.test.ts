import { BodyPlaces } from '../../../images/automation-hooks/src/body-places';

/** Places, and the names of those that had to go, in their order. */
function placesOf(mostOfHook: number, mostBytes: number) {
  const gone: string[] = [];
  const places = new BodyPlaces({ mostOfHook, mostBytes });
  const take = (name: string, hook: string, address: string, bytes = 0) => {
    const place = { hook, address, giveWay: () => gone.push(name) };
    places.take(place);
    places.grow(place, bytes);
    return place;
  };
  return { places, gone, take };
}

test('who fills a hook ends what is his own, the oldest first', () => {
  const { gone, take } = placesOf(4, 100);
  take('gitlab', 'request', '203.0.113.9');
  for (const name of ['a', 'b', 'c', 'd']) take(name, 'request', '198.51.100.66');
  expect(gone).toEqual(['a']);
  take('another delivery', 'request', '203.0.113.9');
  expect(gone).toEqual(['a', 'b']);
});

test('of as many addresses as there are places the oldest goes, not the one that comes', () => {
  const { gone, take } = placesOf(2, 100);
  for (const name of ['a', 'b', 'gitlab']) take(name, 'request', name);
  expect(gone).toEqual(['a']);
});

test('a hook that is filled takes no place of another', () => {
  const { gone, take } = placesOf(2, 100);
  take('neighbour', 'groups', '198.51.100.66');
  for (const name of ['a', 'b', 'c']) take(name, 'request', '198.51.100.66');
  expect(gone).toEqual(['a']);
});

test('who fills the memory ends his own, in the hook that he fills', () => {
  const { gone, take } = placesOf(10, 100);
  take('gitlab', 'request', '203.0.113.9', 30);
  take('neighbour', 'groups', '198.51.100.66', 30);
  take('a', 'request', '198.51.100.66', 20);
  take('b', 'request', '198.51.100.66', 20);
  expect(gone).toEqual([]);
  take('c', 'request', '198.51.100.66', 20);
  expect(gone).toEqual(['a']);
});

test('what has gone is not counted any more', () => {
  const { places, gone, take } = placesOf(2, 100);
  const first = take('a', 'request', '203.0.113.9', 90);
  places.leave(first);
  places.grow(first, 90);
  take('b', 'request', '203.0.113.9', 90);
  expect(gone).toEqual([]);
});
