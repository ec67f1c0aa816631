/** What somebody might type for the host of a registry: none is one. */
export const hostileRegistries = [
  ...`
user@registry.example user:password@registry.example registry.example/team registry.example?x registry.example#x
registry.example:port registry.example:123456 registry.example: :5000 -registry.example registry.example- .example
registry_example ftp://registry.example file:///etc/passwd gopher://registry.example unix:///var/run/docker.sock
registry.example\\evil.example registry.example,evil.example registry.example;id registry.example|id $(id) \`id\` [::1]
[::1]:5000 ::1 [::ffff:127.0.0.1] registry.example%00 registry.example%0d%0aHost: *.example // https:// http:///v2/
--registry <script> registry.example"
`
    .trim()
    .split(/\s+/),
  'registry.example evil.example',
  'registry.example\nHost: evil.example',
  'registry.example\r\nHost: evil.example',
  'registry.example\u2028evil.example',
  'registry.example\0.evil.example',
  'regi\u0455try.example',
  'registry.example\u202e',
  'registry\u3002example',
  '\u2460\u2461\u2466.0.0.1',
  '\uff11\uff12\uff17.0.0.1',
  'x'.repeat(100_000),
]
