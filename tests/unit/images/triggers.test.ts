import { describe, expect, test } from 'vitest'
import {
  isSameList,
  readTriggers,
  shortened,
  showTriggers,
  staysInside,
  visibly,
} from '#lib/images/triggers.ts'

describe('what works with nothing but the image and the build context', () => {
  test.each([
    'RUN pip install -r /srv/app/requirements.txt --no-cache-dir',
    'run ["/bin/true", "--mount=type=cache"]',
    'COPY . /srv/app',
    'COPY --chown=1000:100 --chmod=755 . /srv/app',
    'ADD app.tar.gz /srv',
    'add\t--chown=app:app  requirements*.txt setup-?.py ./lib/c++/ /srv/ ',
    'ENV APP=--from',
    'WORKDIR /srv/app',
    'USER nobody',
  ])('%s', (trigger) => expect(staysInside(trigger)).toBe(true))
})

describe('what makes the engine fetch something', () => {
  test.each([
    'RUN --mount=type=cache,id=slipway-apt-1,target=/c id',
    'RUN  --mo\\unt=type=cache,target=/c id',
    'RUN --chown=x --mount=type=cache,target=/c id',
    'RUN\t--network=host id',
    'RUN \n--mount=type=cache,target=/c id',
    'RUN id\nRUN --security=insecure id',
    'RUN <<EOF\nid\nEOF',
    '# escape=`\nRUN `\n --mount=type=cache,target=/c id',
    'COPY --from=registry.example/slipway/theirs /etc /etc',
    'COPY --chown=1:1 --from=x / /',
    'ADD https://example.org/x /x',
    'ADD git@example.org:x.git /x',
    'ADD $ADDRESS /x',
    'ADD ["http\\u003a//169.254.169.254/latest", "/x"]',
    'ADD ["git\\u0040host\\u003arepo", "/x"]',
    'ADD "http"://169.254.169.254/ /x',
    'ADD http\\://169.254.169.254/ /x',
    'ADD github.com/someone/theirs.git /x',
    'ADD --checksum=sha256:0 app.tar /x',
    'ADD --keep-git-dir=true app /x',
    'ADD --chown=$A app /x',
    'ADD a --from=b /x',
    'ADD app',
    'ADD <<x /x',
    'ADD app \\\n /x',
    'COPY ["--from=x", "/etc", "/etc"]',
    'COPY ["\\u002d\\u002dfrom=x", "/etc", "/etc"]',
    'COPY --fr\\om=x /etc /etc',
    'copy --FROM=x /etc /etc',
    'COPY --link . /x',
    'COPY <<x /x',
    'COPY\u000b--from=x /etc /etc',
    'RUN\u000b--mount=type=cache,target=/c id',
    'RUN\u00a0--mount=type=cache,target=/c id',
    'run --MOUNT=type=cache,target=/c id',
    'RUN id\u2028--mount=x',
    ' RUN id',
    '#escape=`\nRUN id',
    'HEALTHCHECK CMD id',
    'ONBUILD RUN id',
    'FROM x',
    'RUN',
    '',
  ])('%j', (trigger) => expect(staysInside(trigger)).toBe(false))
})

test('whoever agreed to a list has not agreed to another order, to more or to less of it', () => {
  expect(isSameList(['RUN a', 'RUN b'], ['RUN a', 'RUN b'])).toBe(true)
  for (const other of [['RUN b', 'RUN a'], ['RUN a'], ['RUN a', 'RUN b', ''], ['RUN a\nRUN b']])
    expect(isSameList(['RUN a', 'RUN b'], other)).toBe(false)
})

test('nothing of an instruction is hidden: marks stand there as their number, and a long one can be told from its beginning', () => {
  expect(visibly('RUN a\u202e\u0000\n\u2028b')).toBe('RUN a\\u{202e}\\u{0}\\u{a}\\u{2028}b')
  expect(visibly('RUN echo "é 日本 🐳"')).toBe('RUN echo "é 日本 🐳"')
  expect(shortened(`RUN ${'x'.repeat(300)}`)).toHaveLength(201)
})

test('what a form shows it reads back, and of what others sent in its place nothing', () => {
  const found = { base: 'debian:12', triggers: ['RUN "a"\n'] }
  const { baseTriggers, isAgreed } = showTriggers(found, true)
  expect(readTriggers(baseTriggers?.[0] ?? '')).toEqual(found)
  expect(isAgreed).toEqual(['yes'])
  for (const other of ['', 'x', '{}', '[]', '{"base":"x","triggers":"RUN"}'])
    expect(readTriggers(other)).toBeNull()
})

test('of a base without any nothing is shown, and no box stays ticked', () => {
  expect(showTriggers({ base: 'debian:12', triggers: [] }, true)).toEqual({ baseTriggers: [], isAgreed: [] })
})
