/** A frame of Twilio's socket: `TWILSOCK V3.0 <header length>`, the header as JSON, the payload. */
export interface Frame {
  header: Record<string, unknown>;
  payload: unknown;
}

export function encodeFrame(header: Record<string, unknown>, payload?: unknown): Buffer {
  const text = payload === undefined ? '' : JSON.stringify(payload);
  const sized = { ...header, payload_size: Buffer.byteLength(text), ...(text !== '' && { payload_type: 'application/json' }) };
  const head = JSON.stringify(sized);
  return Buffer.from(`TWILSOCK V3.0 ${Buffer.byteLength(head)}\r\n${head}\r\n${text}`);
}

/** @throws Error when the bytes are no frame */
export function decodeFrame(bytes: Buffer): Frame {
  const lineEnd = bytes.indexOf('\r\n');
  const length = Number(/^TWILSOCK V\d\.\d (\d+)$/.exec(bytes.subarray(0, lineEnd).toString())?.[1]);
  if (!Number.isInteger(length)) throw new Error('not a twilsock frame');
  const headerEnd = lineEnd + 2 + length;
  const header = JSON.parse(bytes.subarray(lineEnd + 2, headerEnd).toString()) as Record<string, unknown>;
  const text = bytes.subarray(headerEnd + 2).toString();
  return { header, payload: text === '' ? undefined : parse(text) };
}

/** Payloads are JSON or text: which, their type says, but not every sender sets it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
