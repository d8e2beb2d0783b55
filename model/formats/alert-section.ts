/**
 * Address of the section that says what to do about an alert or an alarm.
 *
 * @param page address of the page of all alerts, `docs/alerts.md`
 * @param anchor anchor of the section; `lib/verify/alert-sections.ts` refuses one that the page does not have
 */
export const alertSection = (page: string, anchor: string): string => `${page}#${anchor}`;
