import { dump } from 'js-yaml';
import { widerDeliveryRule } from '../../../../lib/review/rules/wider-delivery';
import { reviewFiles } from '../../../support/review-files';

/** What is said of another destination of an Application. */

const server = 'https://kubernetes.default.svc';

interface Delivery {
  /** Namespace to which objects go that name none. */
  readonly to: string;
  readonly server?: string;
  /** Namespaces that the project allows. */
  readonly allowed: readonly string[];
}

const files = ({ to, allowed, server: destination = server }: Delivery) => ({
  'cluster/applications/tenants.yaml': [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'tenants', namespace: 'openshift-gitops' },
      spec: { destinations: allowed.map((namespace) => ({ server, namespace })) },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'tenants', namespace: 'openshift-gitops' },
      spec: { project: 'tenants', destination: { server: destination, namespace: to } },
    },
  ]
    .map((each) => dump(each))
    .join('---\n'),
});

const said = (before: Delivery, after: Delivery): readonly string[] =>
  reviewFiles({ before: files(before), after: files(after) }, [widerDeliveryRule]).findings.map(
    ({ subjects, what }) => `${subjects.join()} ${what}`,
  );

const tenants: Delivery = { to: 'pad', allowed: ['pad', 'wiki'] };

test.each<readonly [string, Delivery, Delivery, readonly string[]]>([
  ['a tenant more, which is the last', tenants, { to: 'pad', allowed: ['pad', 'wiki', 'zoo'] }, [mayGo('zoo')]],
  ['a tenant more, which is the first', tenants, { to: 'about', allowed: ['about', 'pad', 'wiki'] }, [mayGo('about')]],
  ['a tenant less, which was the first', tenants, { to: 'wiki', allowed: ['wiki'] }, []],
  [
    'another namespace of an application that has one',
    { to: 'pad', allowed: ['pad'] },
    { to: 'wiki', allowed: ['wiki'] },
    [mayGo('wiki'), goesTo('wiki', 'pad')],
  ],
  ['another namespace of those that stay', tenants, { ...tenants, to: 'wiki' }, [goesTo('wiki', 'pad')]],
  ['no project', { to: 'pad', allowed: [] }, { to: 'wiki', allowed: [] }, [goesTo('wiki', 'pad')]],
  [
    'another cluster',
    tenants,
    { to: 'about', allowed: ['about', 'pad', 'wiki'], server: 'https://elsewhere.example' },
    [mayGo('about'), goesTo('https://elsewhere.example', server)],
  ],
])('%s', (_, before, after, expected) => {
  expect(said(before, after)).toEqual(expected);
});

function mayGo(namespace: string): string {
  return `deliveries of the project tenants may also go into namespace ${namespace}`;
}

function goesTo(now: string, then: string): string {
  return `delivery of tenants goes to ${now} in place of ${then}`;
}
