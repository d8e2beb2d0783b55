import type { Encoding } from '../../../model/formats/encoding';
import type { SecretForm } from '../../../model/formats/secret-form';
import { textInJson } from '../../../model/formats/text-in-json';

/** Form that a value gets in the cluster: one that is made of random text, or a part of a document that is put together with it. */
export type ValueForm = SecretForm | Encoding | 'text in JSON';

/**
 * The template of External Secrets for a value in its form, out of what AWS Secrets Manager holds: the same wherever the value appears.
 * Its language is that of Go, with the functions of sprig.
 */
export function valueTemplate(key: string, form?: ValueForm): string {
  if (form === 'text in JSON') return textInJson(key);
  const value = `index . "${key}"`;
  // What Go writes for queries differs from what other parts of an address take in the blank alone.
  if (form === 'url') return `{{ ${value} | urlquery | replace "+" "%20" }}`;
  if (form === 'json') return `{{ ${value} | toJson }}`;
  if (form === 'uuid') {
    return `{{ with ${value} }}{{ substr 0 8 . }}-{{ substr 8 12 . }}-4{{ substr 12 15 . }}-8{{ substr 15 18 . }}-{{ substr 18 30 . }}{{ end }}`;
  }
  return form !== undefined && 'base64' in form
    ? `{{ ${value} | b64dec | substr 0 ${form.base64} | b64enc }}`
    : `{{ ${value} }}`;
}

/** The template for a value of perhaps several lines, which all get the indent that the first one has already. */
export const indentedTemplate = (key: string, indent: string): string =>
  `{{ index . "${key}" | trimSuffix "\\n" | replace "\\n" ${JSON.stringify(`\n${indent}`)} }}`;

/** Whether a value of this form is another text than what AWS Secrets Manager holds. */
export const isComposed = (form: ValueForm | undefined): boolean =>
  form !== undefined && (typeof form === 'string' || 'base64' in form);
