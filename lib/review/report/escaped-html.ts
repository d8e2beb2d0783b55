import { visibleText } from './visible-text';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, in which no sign is markup and none is hidden. */
export const escapedHtml = (text: string): string =>
  visibleText(text).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
