import { secretsReader } from '../../base/secrets/external-secret';
import { guardedNamespace } from '../../base/namespaces/guarded-namespace';
import { roleAnnotationName } from '../../base/pods/workload-identity';
import { listedByNamespace, type AdmissionRule } from './admission-policy';

const roles: AdmissionRule = {
  name: 'aws-roles',
  because: 'A service account gets a role of its own tenant; what AWS trusts is the second wall, not the only one',
  resources: [{ group: '', resources: ['serviceaccounts'] }],
  variables: {
    roles: listedByNamespace(guardedNamespace.awsRoles),
    role: `object.metadata.?annotations[?'${roleAnnotationName}'].orValue('')`,
  },
  validations: [
    {
      expression: "variables.role == '' || variables.role in variables.roles",
      message: `metadata.annotations: the roles of the namespace are listed in its ${guardedNamespace.awsRoles}`,
    },
  ],
};

/** No pod may use the ServiceAccount whose tokens External Secrets requests. */
const secretsReaders: AdmissionRule = {
  name: 'secrets-readers',
  because: 'Who may make a pod would read every secret of the namespace as the account that External Secrets uses',
  namespaces: 'all',
  resources: [{ group: '', resources: ['pods'] }],
  operations: ['CREATE'],
  validations: [
    {
      expression: `object.spec.?serviceAccountName.orValue('') != '${secretsReader}'`,
      message: `spec.serviceAccountName: ${secretsReader} is for External Secrets alone`,
    },
  ],
};

const aws = 'object.spec.provider.?aws';

/**
 * External Secrets reads for a store as an account of its namespace. Other providers make it call addresses of whoever wrote the store,
 * from inside the cluster; without an account it uses its own credentials. The definition of the kind allows one provider only.
 * Source: external-secrets/external-secrets:apis/externalsecrets/v1/secretstore_types.go, secretstore_aws_types.go.
 */
const secretStores: AdmissionRule = {
  name: 'secret-stores',
  because: 'External Secrets calls whatever a store names, with the network and the credentials of the platform',
  resources: [{ group: 'external-secrets.io', resources: ['secretstores'] }],
  validations: [
    {
      expression: `${aws}.?auth.?jwt.?serviceAccountRef.?name.orValue('') != '' && !has(object.spec.provider.aws.auth.secretRef)`,
      message: 'spec.provider: must be aws, with an account of the namespace in auth.jwt.serviceAccountRef alone',
    },
    {
      expression: `${aws}.?role.orValue('') == '' && size(${aws}.?additionalRoles.orValue([])) == 0`,
      message: 'spec.provider.aws: names no role, the account has that of the namespace',
    },
  ],
};

/** Rules for the IAM roles of ServiceAccounts. */
export const cloudRoles: readonly AdmissionRule[] = [roles, secretsReaders, secretStores];
