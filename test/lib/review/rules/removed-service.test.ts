import { dump } from 'js-yaml';
import { removedServiceRule } from '../../../../lib/review/rules/removed-service';
import { reviewFiles } from '../../../support/review-files';

/** What is said of Routes that stay under their name. */

const route = (name: string, host: string | undefined, path?: string) => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: { name, namespace: 'wiki' },
  spec: { host, path, to: { kind: 'Service', name: 'web' } },
});

const said = (before: readonly object[], after: readonly object[]): readonly string[] => {
  const files = (objects: readonly object[]) => ({
    'cluster/all.yaml': objects.map((each) => dump(each)).join('---\n'),
  });
  return reviewFiles({ before: files(before), after: files(after) }, [removedServiceRule]).findings.map(
    ({ subjects, what }) => `${subjects.join()} ${what}`,
  );
};

test.each<readonly [string, readonly object[], readonly object[], readonly string[]]>([
  [
    'another host',
    [route('web', 'wiki.example')],
    [route('web', 'pages.example')],
    ['https://wiki.example will be gone'],
  ],
  [
    'a path alone',
    [route('web', 'wiki.example')],
    [route('web', 'wiki.example', '/api')],
    ['https://wiki.example will be gone'],
  ],
  [
    'a host that another Route has now',
    [route('web', 'wiki.example')],
    [route('web', 'pages.example'), route('old', 'wiki.example')],
    [],
  ],
  ['a host where there was none', [route('web', undefined)], [route('web', 'wiki.example')], []],
  ['the path that all requests have', [route('web', 'wiki.example')], [route('web', 'wiki.example', '/')], []],
])('%s', (_, before, after, expected) => {
  expect(said(before, after)).toEqual(expected);
});
