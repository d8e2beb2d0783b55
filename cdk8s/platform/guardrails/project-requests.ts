import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { guardedNamespace } from '../../base/namespaces/guarded-namespace';
import { pruneDisabled } from '../../base/delivery/sync';

/** Name of the Template for new projects. */
const templateName = 'project-request';

export interface ProjectRequestsProps {
  /** Message for a user who may not create a project. */
  readonly message: string;
}

/**
 * Takes from users the right to create projects. By default OpenShift lets every user create projects and gives the user the
 * role `admin` there. The ClusterRoleBinding stays without subjects, and its annotation keeps OpenShift from adding them
 * again. Source: docs.redhat.com, OpenShift, Building applications: Configuring project creation.
 */
export class ProjectRequests extends Construct {
  constructor(scope: Construct, id: string, { message }: ProjectRequestsProps) {
    super(scope, id);
    new ApiObject(this, 'self-provisioners', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: {
        name: 'self-provisioners',
        annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false', ...pruneDisabled },
      },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'self-provisioner' },
      subjects: [],
    });
    new ApiObject(this, 'settings', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'Project',
      metadata: { name: 'cluster', annotations: { ...pruneDisabled } },
      spec: { projectRequestMessage: message, projectRequestTemplate: { name: templateName } },
    });
  }
}

/** Parameters that OpenShift fills in when a user creates a project. */
const parameters = [
  'PROJECT_NAME',
  'PROJECT_DISPLAYNAME',
  'PROJECT_DESCRIPTION',
  'PROJECT_ADMIN_USER',
  'PROJECT_REQUESTING_USER',
];

/**
 * The Template for projects of users who may still create one, such as administrators: a small quota, as for a tenant
 * without services, and the guardrails. Such a project may have no host and no IAM role.
 */
export class ProjectTemplate extends ApiObject {
  constructor(scope: Construct, id: string) {
    const metadata = (name: string) => ({ name, namespace: '${PROJECT_NAME}' });
    super(scope, id, {
      apiVersion: 'template.openshift.io/v1',
      kind: 'Template',
      metadata: { name: templateName, namespace: clusterNamespaces.configuration, annotations: { ...pruneDisabled } },
      objects: [
        {
          apiVersion: 'project.openshift.io/v1',
          kind: 'Project',
          metadata: {
            name: '${PROJECT_NAME}',
            labels: {
              ...guardedNamespace.label,
              'pod-security.kubernetes.io/enforce': 'restricted',
              'pod-security.kubernetes.io/warn': 'restricted',
            },
            annotations: {
              'openshift.io/description': '${PROJECT_DESCRIPTION}',
              'openshift.io/display-name': '${PROJECT_DISPLAYNAME}',
              'openshift.io/requester': '${PROJECT_REQUESTING_USER}',
            },
          },
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: metadata('admin'),
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: '${PROJECT_ADMIN_USER}' }],
        },
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: metadata('project'),
          spec: {
            hard: {
              'requests.cpu': '1',
              'limits.memory': '2Gi',
              'requests.storage': '5Gi',
              pods: '10',
              'services.loadbalancers': '0',
              'services.nodeports': '0',
              'count/configmaps': '20',
              'count/cronjobs.batch': '5',
              'count/jobs.batch': '20',
              'count/secrets': '40',
            },
          },
        },
        {
          apiVersion: 'v1',
          kind: 'LimitRange',
          metadata: metadata('project'),
          spec: {
            limits: [
              {
                type: 'Container',
                default: { cpu: '500m', memory: '256Mi' },
                defaultRequest: { cpu: '50m', memory: '128Mi' },
              },
            ],
          },
        },
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: metadata('default-deny'),
          spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
        },
      ],
      parameters: parameters.map((name) => ({ name })),
    });
  }
}
