import { isBelowPath } from '../../../model/formats/url-paths';

test.each([
  ['/api', '/api'],
  ['/api/v1', '/api'],
  ['/api/v1', '/api/'],
  ['/anything', '/'],
  ['/', '/'],
])('%s is below %s', (path, beginning) => {
  expect(isBelowPath(path, beginning)).toBe(true);
});

test.each([
  ['/apis', '/api'],
  ['/', '/api'],
  ['/api', '/api/v1'],
  ['/api', '/api/'],
])('%s is not below %s', (path, beginning) => {
  expect(isBelowPath(path, beginning)).toBe(false);
});
