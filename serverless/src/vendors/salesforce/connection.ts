import { PassThrough } from 'node:stream';
import type { Connection, HttpRequest, HttpResponse } from 'jsforce/lib/core';
import type { StreamPromise } from 'jsforce/lib/util/promise';
import type { Deadline } from '../../runtime/deadline';
import { send, type HttpCall } from './transport';

export const API_VERSION = '62.0';

/** Travels through jsforce to the transport, which jsforce hands its options. */
export interface Attempt {
  deadline: Deadline;
  fresh: boolean;
  status: number | null;
}

/** No refresh function is given to jsforce: it would ask for tokens without end when the new one is refused as well. */
export async function openConnection(loginUrl: string): Promise<Connection> {
  const [{ Connection }, { StreamPromise: Promised }, { Transport }] = await Promise.all([
    // jsforce has no export map: plain Node wants the whole file name
    import('jsforce/lib/core.js'),
    import('jsforce/lib/util/promise.js'),
    import('jsforce/lib/transport.js'),
  ]);
  class BoundedTransport extends Transport {
    override httpRequest(request: HttpRequest, options: object = {}): StreamPromise<HttpResponse> {
      const { attempt } = options as { attempt: Attempt };
      const promise = send(callOf(request), attempt.deadline, attempt.fresh).then((answer) => {
        attempt.status = answer.statusCode;
        return answer;
      });
      return Promised.create(() => ({ stream: new PassThrough(), promise }));
    }
  }
  const connection = new Connection({ loginUrl, version: API_VERSION });
  connection._transport = new BoundedTransport();
  return connection;
}

/** Every body we send is text; jsforce's type allows streams and forms. */
function callOf({ method, url, headers = {}, body }: HttpRequest): HttpCall {
  return { method, url, headers, ...(typeof body === 'string' ? { body } : {}) };
}
