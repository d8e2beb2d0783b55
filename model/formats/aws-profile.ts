/** What a component of OpenShift needs to know to call AWS. */
export interface AwsProfileProps {
  /** ARN of the IAM role that it assumes with the ServiceAccount token of its pod. */
  readonly roleArn: string;
  /**
   * AWS region that it calls.
   * @default the component is told its region elsewhere
   */
  readonly region?: string;
}

/** Path of the ServiceAccount token in OpenShift's own components, see openshift/cloud-credential-operator:docs/sts.md. */
const tokenFile = '/var/run/secrets/openshift/serviceaccount/token';

/**
 * The file `credentials` of the AWS SDKs, by which a component of OpenShift calls AWS with a token instead of keys.
 * Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider" and "AWS STS Regional endpoints".
 */
export const awsProfile = ({ roleArn, region }: AwsProfileProps): string =>
  [
    '[default]',
    `role_arn = ${roleArn}`,
    `web_identity_token_file = ${tokenFile}`,
    ...(region === undefined ? [] : [`region = ${region}`]),
    'sts_regional_endpoints = regional',
    '',
  ].join('\n');
