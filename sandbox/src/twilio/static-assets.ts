import type { TwilioApi } from './call';

/** Fonts, lists, sounds and the status page: what Flex fetches and works without, so it gets the least that keeps it quiet. */
export const staticAssets: TwilioApi = ({ method, url }) => {
  if (method !== 'GET') return null;
  const { hostname, pathname } = url;
  if (hostname === 'status.twilio.com') return { body: STATUS };
  if (pathname.endsWith('/available_locales.json')) return { body: LOCALES };
  if (/\/locales\/.*\.json$/.test(pathname)) return { body: { strings: {} } };
  if (pathname.endsWith('/countries.json')) return { body: [] };
  if (pathname.endsWith('/flagPositions.json')) return { body: {} };
  if (pathname.endsWith('.css')) return { body: '', headers: { 'content-type': 'text/css' } };
  if (pathname.endsWith('.mp3')) return { body: SILENCE, headers: { 'content-type': 'audio/wav' } };
  return null;
};

/** Flex's own translations are Twilio's and not here: in another language its words stay English, the plugin's do not. */
const LOCALES = [
  { tag: 'en-US', name: 'English (US)' },
  { tag: 'ja', name: '日本語' },
];

const STATUS = {
  page: {},
  components: [],
  incidents: [],
  scheduled_maintenances: [],
  status: { indicator: 'none', description: 'All Systems Operational' },
};

/** A tenth of a second of silence as WAV. Decoders sniff the content, so it serves under the .mp3 names; a 404 there is an error in the page. */
const SILENCE = wav(Buffer.alloc(800, 128), 8000);

function wav(samples: Buffer, rate: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
