import { parseTemplateBody } from '../../../lib/review/deployed/template-body';

test('JSON is what it is', () => {
  expect(parseTemplateBody(' {"Resources": {}}')).toEqual({ Resources: {} });
});

test('YAML has the long forms of functions, at any depth and in anchors', () => {
  const body = `
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Condition: IsLarge
    Properties:
      BucketName: !Sub '\${AWS::Region}-uploads'
      Tags: &tags
        - { Key: vpc, Value: !Ref Vpc }
        - Key: all
          Value: !Join [',', [!GetAtt Hosts.GroupId, !ImportValue 'network:Zone']]
      More: *tags
      Part: !Select
        - 0
        - !GetAtt [Database, Endpoint.Address]
Outputs:
  Far: { Value: !GetAtt Database.Endpoint.Address, Condition: !Condition IsLarge, On: yes }
`;
  const tags = [
    { Key: 'vpc', Value: { Ref: 'Vpc' } },
    {
      Key: 'all',
      Value: { 'Fn::Join': [',', [{ 'Fn::GetAtt': ['Hosts', 'GroupId'] }, { 'Fn::ImportValue': 'network:Zone' }]] },
    },
  ];
  expect(parseTemplateBody(body)).toEqual({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      Uploads: {
        Type: 'AWS::S3::Bucket',
        Condition: 'IsLarge',
        Properties: {
          BucketName: { 'Fn::Sub': '${AWS::Region}-uploads' },
          Tags: tags,
          More: tags,
          Part: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Database', 'Endpoint.Address'] }] },
        },
      },
    },
    Outputs: {
      Far: {
        Value: { 'Fn::GetAtt': ['Database', 'Endpoint.Address'] },
        Condition: { Condition: 'IsLarge' },
        On: 'yes',
      },
    },
  });
});

test('what is neither is an error', () => {
  expect(() => parseTemplateBody('Resources: [')).toThrow();
  expect(() => parseTemplateBody('{ "Resources": ')).toThrow();
});
