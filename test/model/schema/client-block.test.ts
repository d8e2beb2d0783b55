import { clientBlock } from '../../../model/schema/client-block';

const problem = (block: string, everybody?: string) => {
  const parsed = clientBlock(everybody).safeParse(block);
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message);
};

test.each(['10.0.0.0/8', '192.0.2.0/24', '192.0.2.1/32'])('%s is somebody’s', (block) => {
  expect(problem(block)).toBeUndefined();
});

test.each(['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '8.0.0.0/7'])('%s has strangers in it', (block) => {
  expect(problem(block)).toEqual([
    'is wider than /8, and so has addresses of strangers\nwrite the blocks of those who are meant',
  ]);
  expect(problem(block, 'internet')).toEqual([
    'is wider than /8, and so has addresses of strangers\nwrite the blocks of those who are meant, or internet where everybody is',
  ]);
});

test('what is no block says so alone', () => {
  expect(problem('192.0.2.0')).toEqual(['is not an IPv4 block\nwrite address and prefix length, like 10.0.0.0/16']);
});
