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

/** Rules for the IAM roles of ServiceAccounts. */
export const cloudRoles: readonly AdmissionRule[] = [roles, secretsReaders];
