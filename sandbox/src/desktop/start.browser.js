// Signs somebody in and starts Flex: ?as=<person> says whom, else whoever is signed in at this address stays so.
// ?language=<tag> is the agent's own preference in Flex and stays, too.
(async () => {
  const SSO = 'TWILIO_FLEX_SSO';
  const show = (message) => {
    const box = document.getElementById('container');
    box.setAttribute('role', 'alert');
    box.textContent = message;
  };
  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(SSO) ?? 'null');
    } catch {
      return null;
    }
  };
  try {
    const address = new URL(location.href);
    const as = address.searchParams.get('as');
    const identity = stored()?.identity;
    if (!as && !identity) return location.replace('/');
    // a fresh token at every load: those of the last start are worth nothing to this one
    const response = await fetch('/_desktop/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(as ? { as } : { identity }),
    });
    const session = await response.json();
    if (!response.ok) {
      localStorage.removeItem(SSO);
      return show(`Nobody signed in: ${session.message} Go to the start page and choose a person.`);
    }
    localStorage.setItem(SSO, JSON.stringify(session));
    const language = address.searchParams.get('language');
    if (language) localStorage.setItem('TWILIO_FLEX_LOCALE_PREFERENCE', language);
    if (as || language) {
      address.searchParams.delete('as');
      address.searchParams.delete('language');
      history.replaceState(null, '', address);
    }
    // Flex's own log-in page leads to Twilio's servers; here one signs in on the start page
    window.Flex.Actions.addListener('afterLogout', () => location.replace('/'));
    await window.Flex.runDefault(
      {
        logLevel: 'warn',
        sso: { accountSid: session.accountSid },
        pluginService: { enabled: true, url: '/_plugins' },
        disableTelemetry: true,
      },
      '#container',
    );
    window.__started = performance.now();
  } catch (error) {
    console.error('Flex did not start', error);
    show(`Flex did not start: ${error?.message ?? error}`);
  }
})();
