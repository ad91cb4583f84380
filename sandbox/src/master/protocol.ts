/** Messages of PostgreSQL's wire protocol 3.0 (manual, "Message Formats"): a letter, the length with itself, the contents. */
function message(letter: string, contents: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, 'latin1');
  head.writeInt32BE(contents.length + 4, 1);
  return Buffer.concat([head, contents]);
}

function errorResponse(severity: 'FATAL' | 'ERROR', sqlState: string, text: string): Buffer {
  return message('E', Buffer.from(`S${severity}\0V${severity}\0C${sqlState}\0M${text}\0\0`));
}

/** What a database says to a connection that it then closes. */
export const fatal = (sqlState: string, text: string): Buffer => errorResponse('FATAL', sqlState, text);

/** A query's failure; the connection is ready for the next. */
export const queryFailed = (sqlState: string, text: string): Buffer =>
  Buffer.concat([errorResponse('ERROR', sqlState, text), message('Z', Buffer.from('I'))]);

/** Whether the bytes begin a query: Parse or Query. A start-up message has no letter. */
export const isQuery = (bytes: Buffer): boolean => bytes[0] === 0x50 || bytes[0] === 0x51;

/** Whether a query is complete: the client waits for its answer after Sync, or after a plain Query. */
export const endsWithSync = (bytes: Buffer): boolean =>
  bytes[0] === 0x51 || bytes.subarray(-5).equals(message('S', Buffer.alloc(0)));

/** A web server's answer to what it cannot read. */
export const HTML = Buffer.from(
  'HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html><body>Bad Request</body></html>',
);

/** AuthenticationOk, and the first bytes of a parameter that never comes. */
export const TRUNCATED = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('S', Buffer.from('server_version\0')).subarray(0, 9),
]);
