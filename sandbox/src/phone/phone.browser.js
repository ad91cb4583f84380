// The phone page's hands: buttons become POST /_lab/<command>, and the state is read back every second.
(() => {
  const byId = (id) => document.getElementById(id);
  const node = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  async function lab(command, body = {}) {
    const response = await fetch(`/_lab/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.message ?? `HTTP ${response.status}`);
    return answer;
  }

  /** Does one thing, says how it went, and shows the new state. */
  async function act(what, command, body) {
    byId('alert').textContent = '';
    try {
      await lab(command, body);
      byId('status').textContent = `${what}: done.`;
    } catch (error) {
      byId('alert').textContent = `${what}: ${error.message}`;
    }
    await refresh();
  }

  const button = (label, command, body) =>
    node('button', { type: 'button', textContent: label, onclick: () => act(label, command, body()) });

  function contact(task) {
    const { taskSid, persona, channel, status, queue, reservations } = task;
    const others = byId('people').content.cloneNode(true);
    const to = node('select', { ariaLabel: `Transfer ${persona} to` }, others);
    const text = node('input', { type: 'text', ariaLabel: `What ${persona} says`, placeholder: 'Customer says …' });
    const controls = [];
    if (['pending', 'reserved', 'assigned'].includes(status)) controls.push(button('Hang up', 'hangup', () => ({ taskSid })));
    if (['pending', 'reserved'].includes(status)) controls.push(button('Cancel', 'cancel', () => ({ taskSid })));
    if (status === 'assigned')
      controls.push(
        to,
        button('Transfer', 'transfer', () => ({ taskSid, to: to.value })),
      );
    if (reservations.some((one) => one.status === 'wrapping'))
      controls.push(button('Wrap-up timeout', 'wrapup-timeout', () => ({ taskSid })));
    if (channel === 'chat')
      controls.push(
        text,
        button('Say', 'say', () => ({ taskSid, text: text.value })),
      );
    const who = reservations.map((one) => `${name(one.workerSid)}: ${one.status}`).join(', ');
    return node(
      'tr',
      {},
      node('td', { textContent: persona ?? 'dialled by the agent' }),
      node('td', { textContent: queue }),
      node('td', { textContent: status }),
      node('td', { textContent: who }),
      node('td', {}, node('div', { className: 'row' }, ...controls)),
    );
  }

  let people = [];
  const name = (workerSid) => people.find((one) => one.workerSid === workerSid)?.fullName ?? workerSid;

  function showTasks(tasks) {
    const live = tasks.filter((task) => !['completed', 'canceled'].includes(task.status));
    // redrawn only when something moved: a half-typed message or an open list stays
    const key = JSON.stringify(live.map(({ taskSid, status, reservations }) => [taskSid, status, reservations]));
    const box = byId('tasks');
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    const head = node(
      'tr',
      {},
      ...['Customer', 'Queue', 'Task', 'Reservations', 'Do'].map((title) => node('th', { scope: 'col', textContent: title })),
    );
    box.replaceChildren(
      live.length
        ? node('table', {}, node('thead', {}, head), node('tbody', {}, ...live.map(contact)))
        : node('p', { className: 'weak', textContent: 'None.' }),
    );
  }

  function showUnknown(unknown) {
    const rows = unknown.map(({ method, host, path, count }) =>
      node('li', {}, node('code', { textContent: `${method} ${host}${path}` }), ` × ${count}`),
    );
    byId('unknown').replaceChildren(
      rows.length ? node('ul', {}, ...rows) : node('p', { className: 'weak', textContent: 'None.' }),
    );
  }

  async function refresh() {
    try {
      const state = await lab('state');
      people = state.people;
      const tabs = state.connected[byId('worker').value] ?? 0;
      byId('connected').textContent = tabs
        ? `signed in, ${tabs} ${tabs === 1 ? 'tab' : 'tabs'}`
        : 'not signed in: the call waits until then';
      showTasks(state.tasks);
      showUnknown(state.unknown);
    } catch (error) {
      byId('alert').textContent = `The sandbox does not answer: ${error.message}`;
    }
  }

  function showFaults({ sources }) {
    byId('faults').replaceChildren(
      ...sources.map(({ id, label, fault, choices }) => {
        const select = node(
          'select',
          {},
          ...['', ...choices].map((value) =>
            node('option', { value, textContent: value || 'healthy', selected: value === (fault ?? '') }),
          ),
        );
        select.onchange = () =>
          act(`${label} ${select.value || 'healthy'}`, 'faults', { source: id, fault: select.value || null });
        return node('label', {}, label, select);
      }),
    );
  }

  for (const ring of document.querySelectorAll('[data-ring]'))
    ring.onclick = () =>
      act(`${ring.textContent} (${ring.dataset.ring})`, 'ring', { persona: ring.dataset.ring, worker: byId('worker').value });
  byId('worker').onchange = refresh;
  lab('faults').then(showFaults, (error) => (byId('alert').textContent = error.message));
  refresh();
  setInterval(refresh, 1000);
})();
