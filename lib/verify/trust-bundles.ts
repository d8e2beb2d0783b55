import { z } from 'zod';
import { trustBundleFaults } from '../operations/install/trust-bundle';
import { objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });

/** Key under which OpenShift and its operators look for certificates. */
const bundleKey = 'ca-bundle.crt';

/**
 * A bundle that cannot be read keeps the network operator from rolling out the proxy, and one without an authority makes
 * nothing believed. Source: openshift/cluster-network-operator:pkg/util/validation/trustbundle.go.
 */
export const trustBundlesRule: RenderedRule = {
  id: 'trust-bundles',
  holds: 'every bundle of certificates consists of certificate authorities that can be read',
  findings: ({ objects }) =>
    objectsOfKind(objects, '/ConfigMap').flatMap((object) => {
      const bundle = configMapSchema.parse(object).data[bundleKey];
      if (bundle === undefined) return [];
      return trustBundleFaults(bundle).map((reason) => ({
        place: describeObject(object),
        reason,
        remedy: 'write the certificate of the authority that signs, not that of the server',
      }));
    }),
};
