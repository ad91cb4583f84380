import { PEOPLE } from '../personas';
import { escapeHtml, plainPage } from './html';

/** Flex's host page. The rewriting comes first: nothing of Flex may run before it. */
export function desktopPage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Flex agent desktop</title>
<link rel="icon" href="data:,">
<script src="/_desktop/rewrite.js"></script>
<script src="/_desktop/timings.js"></script>
<style>html, body { height: 100%; margin: 0 } #container { position: absolute; inset: 0; display: flex } #container[role=alert] { padding: 2rem; font: 16px system-ui, sans-serif }</style>
</head>
<body>
<div id="container"></div>
<script src="/_desktop/app.js"></script>
<script src="/_desktop/start.js"></script>
</body>
</html>`;
}

/** Where a person starts: who to sign in as, the phone, the other addresses. */
export function landingPage(port: string, links: readonly { label: string; href: string }[]): string {
  const people = PEOPLE.map(
    ({ id, fullName, roles }) => `<li>
<h3 style="margin:0">${escapeHtml(fullName)}</h3>
<p class="weak" style="margin:.25rem 0 .5rem">${roles.join(', ')}</p>
<p style="margin:0"><a href="http://127.0.0.1:${port}/agent-desktop?as=${id}">Sign in as ${escapeHtml(fullName)}</a><br>
<a href="http://localhost:${port}/agent-desktop?as=${id}">… as the second agent</a></p>
</li>`,
  ).join('\n');
  const others = links.map(({ label, href }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></li>`).join('\n');
  return plainPage(
    'Interaction History sandbox',
    `<h1>A contact centre on this computer</h1>
<p>The real Flex agent desktop, with a stand-in for Twilio. Sign in here, then let a customer call from the <a href="/phone">phone page</a> in a second window.</p>
<h2>Agent desktop</h2>
<ul class="cards">
${people}
</ul>
<p class="weak">A browser keeps one sign-in an address. <code>127.0.0.1:${port}</code> and <code>localhost:${port}</code> are two addresses of the same desktop, so two agents can work side by side in one browser.</p>
<h2>The customers</h2>
<p><a href="/phone">Open the phone page</a>: call, text or chat as one of the personas, and switch faults on and off.</p>
${others === '' ? '' : `<h2>Other addresses</h2>\n<ul>\n${others}\n</ul>`}`,
  );
}
