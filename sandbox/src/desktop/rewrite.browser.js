// The first script of the host page. Every request for a Twilio host goes to this page's own origin instead:
// https://<host>/<path> becomes <origin>/_twilio/<host>/<path>, wss:// becomes ws://. Anything else is left alone:
// the page's Content-Security-Policy, the second fence, stops what is neither this origin nor the Functions'.
(() => {
  const TWILIO = /(^|\.)(twilio\.com|twil\.io|twiliocdn\.com)$/i;
  /** Counted for the tests: what was rewritten, what was foreign, what the Content-Security-Policy stopped. */
  const seen = (window.__rewrite = { rewritten: {}, foreign: {}, blocked: {} });
  const count = (bag, how, what) => (bag[`${how} ${what}`] = (bag[`${how} ${what}`] ?? 0) + 1);

  function rewritten(address, how) {
    if (address === null || address === undefined || address === '') return address;
    let url;
    try {
      url = new URL(String(address), document.baseURI);
    } catch {
      return address;
    }
    if (!/^(https?|wss?):$/.test(url.protocol) || url.host === location.host) return address;
    if (!TWILIO.test(url.hostname)) {
      count(seen.foreign, how, url.origin);
      return address;
    }
    count(seen.rewritten, how, url.host);
    const scheme = url.protocol.startsWith('ws') ? 'ws:' : location.protocol;
    return `${scheme}//${location.host}/_twilio/${url.host}${url.pathname}${url.search}`;
  }

  // A Proxy on the constructor keeps statics (WebSocket.OPEN), instanceof and subclasses working.
  for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Audio']) {
    const original = window[name];
    if (!original) continue;
    const proxy = new Proxy(original, {
      construct: (target, args, newTarget) =>
        Reflect.construct(
          target,
          args.length ? [rewritten(args[0], name), ...args.slice(1)] : args,
          newTarget === proxy ? target : newTarget,
        ),
    });
    window[name] = proxy;
  }

  const { fetch } = window;
  window.fetch = function (input, init) {
    if (!(input instanceof Request)) return fetch.call(this, rewritten(input, 'fetch'), init);
    const url = rewritten(input.url, 'fetch');
    return fetch.call(this, url === input.url ? input : new Request(url, input), init);
  };
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, rewritten(url, 'xhr'), ...(rest.length ? rest : [true]));
  };
  const beacon = navigator.sendBeacon?.bind(navigator);
  if (beacon) navigator.sendBeacon = (url, body) => beacon(rewritten(url, 'beacon'), body);

  const elements = {
    HTMLImageElement: 'src',
    HTMLMediaElement: 'src',
    HTMLSourceElement: 'src',
    HTMLScriptElement: 'src',
    HTMLIFrameElement: 'src',
    HTMLLinkElement: 'href',
  };
  for (const [name, property] of Object.entries(elements)) {
    const prototype = window[name]?.prototype;
    const descriptor = prototype && Object.getOwnPropertyDescriptor(prototype, property);
    if (!descriptor?.set) continue;
    Object.defineProperty(prototype, property, {
      ...descriptor,
      set(value) {
        descriptor.set.call(this, rewritten(value, name));
      },
    });
    const { setAttribute } = prototype;
    prototype.setAttribute = function (attribute, value) {
      return setAttribute.call(this, attribute, String(attribute).toLowerCase() === property ? rewritten(value, name) : value);
    };
  }

  const { insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.insertRule = function (rule, index) {
    const local = String(rule).replace(
      /url\((['"]?)(https?:\/\/[^'")]+)\1\)/g,
      (_all, quote, url) => `url(${quote}${rewritten(url, 'css')}${quote})`,
    );
    return insertRule.call(this, local, index);
  };

  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    count(seen.blocked, effectiveDirective, blockedURI),
  );
})();
