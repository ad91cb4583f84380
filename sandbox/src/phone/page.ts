import { escapeHtml, plainPage } from '../desktop/html';
import { PEOPLE, PERSONAS, type Persona } from '../personas';

const VERB: Partial<Record<Persona['channel'], string>> = { voice: 'Call', sms: 'Text', whatsapp: 'WhatsApp', web: 'Chat' };

/** The phone page: every persona can call, text or chat; the contact and the faults are steered here. */
export function phonePage(): string {
  const people = PEOPLE.map(({ id, fullName }) => `<option value="${id}">${escapeHtml(fullName)}</option>`).join('');
  const personas = PERSONAS.map(
    ({ id, title, says, channel, direction, address, queue }) => `<li>
<h3 style="margin:0" id="persona-${id}">${escapeHtml(title)}</h3>
<p style="margin:.25rem 0">${escapeHtml(says)}</p>
<p class="weak" style="margin:0 0 .5rem">${escapeHtml(address)} · ${escapeHtml(queue)}</p>
<button type="button" data-ring="${id}" aria-describedby="persona-${id}">${direction === 'outbound' ? 'Agent dials' : (VERB[channel] ?? 'Write')}</button>
</li>`,
  ).join('\n');
  return plainPage(
    'Phone',
    `<h1>Phone</h1>
<p class="weak">The customers’ side. Keep it beside the <a href="/">agent desktop</a>.</p>
<div class="row">
<label>Rings at <select id="worker">${people}</select></label>
<p id="connected" class="weak" style="margin:0"></p>
</div>
<p id="alert" role="alert"></p>
<p id="status" role="status" class="weak"></p>
<h2>Contacts now</h2>
<div id="tasks"><p class="weak">None.</p></div>
<h2>Who calls</h2>
<ul class="cards">
${personas}
</ul>
<h2>Faults</h2>
<p class="weak">Make a source fail and see what the agent sees.</p>
<div id="faults" class="row"></div>
<h2>Requests nobody answered</h2>
<div id="unknown"><p class="weak">None.</p></div>
<template id="people">${people}</template>
<script src="/_phone/phone.js"></script>`,
  );
}
