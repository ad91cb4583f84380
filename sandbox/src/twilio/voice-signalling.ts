import type { WebSocket } from 'ws';
import type { Centre } from './centre';
import { jsonObject } from './call';

/** The Voice SDK's signalling: registered and ready, and no call ever comes through it, for there is no audio here. */
export function connectVoice(centre: Centre, socket: WebSocket, unknown: (what: string) => void): void {
  const heartbeat = setInterval(() => socket.send('\n'), 10_000);
  socket.on('close', () => clearInterval(heartbeat));
  socket.on('message', (data: Buffer) => {
    const text = data.toString().trim();
    if (text === '') return;
    const message = jsonObject(text);
    const payload =
      typeof message.payload === 'object' && message.payload !== null ? (message.payload as Record<string, unknown>) : {};
    const send = (type: string, body: unknown): void => socket.send(JSON.stringify({ type, version: '1.6', payload: body }));
    switch (message.type) {
      case 'listen': {
        const worker = centre.tokens.find(payload.token)?.worker;
        if (!worker) return send('error', { error: { code: 20101, message: 'Invalid Access Token' } });
        return send('connected', {
          region: 'us1',
          edge: 'ashburn',
          home: 'us1',
          gateway: 'sandbox',
          token: { address: `client:${worker.identity}`, ttl: 8 * 3600 },
        });
      }
      case 'register':
        return send('ready', {});
      default:
        return unknown(String(message.type));
    }
  });
}
