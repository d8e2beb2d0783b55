import { awsProfile } from '../../../model/formats/aws-profile';

const roleArn = 'arn:aws:iam::111122223333:role/commons-ingress';
const lines = (profile: string) => profile.split('\n');

test('a profile takes a role with the token of the pod, at the endpoint of the region', () => {
  expect(lines(awsProfile({ roleArn }))).toEqual([
    '[default]',
    `role_arn = ${roleArn}`,
    'web_identity_token_file = /var/run/secrets/openshift/serviceaccount/token',
    'sts_regional_endpoints = regional',
    '',
  ]);
});

test('it names the region for whoever is not told it elsewhere', () => {
  expect(lines(awsProfile({ roleArn, region: 'eu-west-1' }))).toContain('region = eu-west-1');
});
