import type { Records } from './records';

/** A record as a plain page: the target of the screen pop on a laptop. */
export function recordPage(records: Records, object: string, id: string): string {
  const record = records.get(object, id);
  const rows = Object.entries(record)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(String(value))}</td></tr>`)
    .join('');
  const title = escaped(String(record.Name ?? record.CaseNumber ?? record.OrderNumber ?? record.Subject ?? id));
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} | ${escaped(object)} | Salesforce stand-in</title>
<style>body{font:14px/1.5 system-ui,sans-serif;margin:24px;color:#16325c}h1{font-size:20px}th{text-align:left;padding:2px 24px 2px 0;font-weight:600;vertical-align:top}</style>
</head><body><p>${escaped(object)}</p><h1>${title}</h1><table>${rows}</table></body></html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
