import { ssm, type Descriptions } from './description';

/** What Systems Manager says of parameters and documents. */
export const parameterDescriptions: Descriptions = {
  'AWS::SSM::Parameter': ({ id }) => [
    ssm('get_parameter', { Name: id }, 'Parameter.{Name: Name, Type: Type, Value: Value}'),
    ssm(
      'describe_parameters',
      { Filters: [{ Key: 'Name', Values: [id] }] },
      'Parameters[0].{Description: Description, Tier: Tier}',
    ),
  ],
  'AWS::SSM::Document': ({ id }) => [
    ssm('get_document', { Name: id }, '{Name: Name, DocumentType: DocumentType, DocumentFormat: DocumentFormat}'),
  ],
};
