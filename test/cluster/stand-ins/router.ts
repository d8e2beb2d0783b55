import { assertTaken, forEach } from './stand-in';
import { setStatus } from './status';
import { z } from 'zod';

const specSchema = z.looseObject({ host: z.string().optional() });

/** Stands in for OpenShift's routers, which admit each route, and for what gives one without a host its name. */
export const router = forEach('router', ['route.openshift.io/v1', 'Route'], async (route, api) => {
  const { name, namespace = '', creationTimestamp } = route.metadata;
  const { host = `${name}-${namespace}.apps.example` } = specSchema.parse(route.spec);
  if (route.spec?.host === undefined)
    assertTaken(name, await api.merge(route, { spec: { host } }, 'object', 'openshift-apiserver'));
  const admitted = { type: 'Admitted', status: 'True', lastTransitionTime: creationTimestamp };
  await setStatus(api, route, {
    ingress: [
      { host, routerName: 'default', routerCanonicalHostname: 'router-default.apps.example', conditions: [admitted] },
    ],
  });
});
