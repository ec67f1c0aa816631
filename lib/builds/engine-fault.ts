/** What the clients of engines say when one does not answer, for people. Texts of buildx 0.13 and Docker 26. */

const explanations: [pattern: RegExp, words: string][] = [
  [
    /no builder "[^"]*" found/,
    'There is no buildx builder of that name. Builders are looked for in the folder buildx of the data folder: make it there (BUILDX_CONFIG).',
  ],
  [
    /tls: (certificate required|bad certificate|unknown certificate authority|unknown certificate|expired certificate|access denied)/,
    'It refuses the client certificate, or was given none. Give the certificate and the key that its CA signed.',
  ],
  [
    /signed by unknown authority|self-signed certificate/,
    'Its certificate was not signed by the CA certificate that Slipway was given.',
  ],
  [
    /certificate is valid for|doesn't contain any IP SANs|not valid for any names/,
    'Its certificate is for another name. Use the address that stands in it.',
  ],
  [/certificate has expired or is not yet valid/, 'Its certificate has expired, or is not valid yet.'],
  [/private key does not match/, 'The client key does not belong to the client certificate.'],
  [
    /HTTP request to an HTTPS server/,
    'It speaks TLS only. Give the CA certificate, the client certificate and the key.',
  ],
  [
    /HTTP response to HTTPS client|first record does not look like a TLS/,
    'It does not speak TLS on this port.',
  ],
  [/no such host|server misbehaving/, 'Its host was not found. Check how it is spelled.'],
  [
    /Cannot connect to the Docker daemon|connection refused/,
    'Nothing listens at its address. Check that it runs, and the address.',
  ],
  [/permission denied/, 'The builder may not use its socket.'],
  [
    /i\/o timeout|deadline exceeded|no route to host|network is unreachable/,
    'Its address cannot be reached.',
  ],
]

/** What an engine's client said, for people: what is wrong and what to do, then the client's own words. */
export function explainEngineFault(fault: string | null): string {
  if (!fault) return 'It gave no reason.'
  const words = explanations.find(([pattern]) => pattern.test(fault))?.[1]
  return words ? `${words} (${fault})` : fault
}
