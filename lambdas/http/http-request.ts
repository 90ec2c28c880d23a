/** An HTTP API event (payload format 2.0) as a request: method, path, headers, raw bytes. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  /** Names in lower case, as the gateway gives them. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
  /** The gateway's id of this request. */
  readonly requestId: string;
};

export function toHttpRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const { body = '', isBase64Encoded, headers, requestContext, rawPath } = event;
  return {
    method: requestContext.http.method,
    path: rawPath,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    requestId: requestContext.requestId,
  };
}
