/** security.injection: whatever is typed, the Dockerfile keeps its instructions and nothing accepted is altered. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type BuildContext, buildContext, type PinnedBase, UnusableBase } from '#lib/builds/context.ts'
import { buildArguments } from '#lib/engine/buildx.ts'
import { customWith } from '#lib/images/form.ts'
import { imageNameFrom } from '#lib/images/name.ts'
import { parseReference, withoutTag } from '#lib/images/reference.ts'
import { typedText } from '../support/typed-text.ts'
import type { Result } from './result.ts'

type Lists = { base: string; apt: string; conda: string; pip: string }

const form = customWith({ allowPipUrls: true }).pick({ base: true, apt: true, conda: true, pip: true })
const digest = `sha256:${'0'.repeat(64)}`
const debian: PinnedBase = { name: 'docker.io/library/debian', digest, user: 'jovyan', env: {} }

/** Held: what was typed was refused, or came out of the form as it was and changed nothing but the list files. */
export async function resistInjection(runs: number): Promise<Result> {
  const lists = fc.record({ base: typedText, apt: typedText, conda: typedText, pip: typedText })
  const property = fc.property(lists, typedText, (typed, other) => {
    keepDockerfile(typed)
    keepText(typed)
    keepPlainBase(other)
    keepArguments(other)
  })
  const { failed, numRuns, counterexample, errorInstance } = fc.check(property, { numRuns: runs })
  if (failed) console.error(JSON.stringify(counterexample), errorInstance)
  return { runs: numRuns, held: numRuns - Number(failed), lost: Number(failed) }
}

/** Even of lists that no form would let through. */
function keepDockerfile({ base, apt, conda, pip }: Lists): void {
  const spec = { base, pullSecretId: null, apt, conda, pip }
  const context = buildContext(spec, debian)
  const has = (list: string, line: string) => (`${list}.txt` in context ? line : '')
  const harmless = { apt: has('apt', 'jq'), conda: has('conda', 'numpy'), pip: has('pip', 'flask') }
  const expected = buildContext({ ...spec, ...harmless }, debian)
  const lists = ['apt.txt', 'conda.txt', 'conda-channels.txt', 'pip.txt']
  assert.deepEqual(without(context, lists), without(expected, lists))
  const words = ['apt.txt', 'conda.txt', 'conda-channels.txt'].flatMap((list) => linesOf(context[list]))
  for (const word of words) assert.match(word, /^[A-Za-z0-9_][ -~]*$/)
}

/** What the form takes is what the installers get: every line, in order, unchanged. */
function keepText(typed: Lists): void {
  const { data } = form.safeParse(typed)
  if (!data) return
  for (const list of ['apt', 'conda', 'pip'] as const)
    assert.equal(data[list], typed[list].replace(/\r\n?/g, '\n'))
  assert.equal(data.base, typed.base.trim())
  const context = buildContext({ ...data, pullSecretId: null }, baseOf(data.base))
  if ('pip.txt' in context) assert.equal(context['pip.txt'], `${data.pip}\n`)
  assert.deepEqual(linesOf(context['apt.txt']), contentOf(data.apt))
  const given = [...linesOf(context['conda.txt']), ...linesOf(context['conda-channels.txt'])].map(squeeze)
  const asked = contentOf(data.conda).map(squeeze)
  for (const each of given)
    assert.ok(
      asked.some((line) => line.includes(each)),
      each,
    )
}

/** The base that a form let through stands in one place, by its digest. */
function baseOf(text: string): PinnedBase {
  const parsed = parseReference(text)
  assert.ok(parsed.ok)
  const { registry, repository } = parsed.reference
  const name = `${registry}/${repository}`
  assert.ok(name.endsWith(withoutTag(text).split('/').at(-1) ?? ''), text)
  const base = { ...debian, name }
  const spec = { base: text, pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  const [first, ...rest] = linesOf(buildContext(spec, base).Dockerfile)
  assert.equal(first, `FROM ${name}@${digest} AS image`)
  assert.deepEqual(rest, linesOf(buildContext(spec, debian).Dockerfile).slice(1))
  return base
}

/** What a registry says of a base is somebody's text too. */
function keepPlainBase(text: string): void {
  const spec = { base: 'debian', pullSecretId: null, apt: '', conda: 'numpy', pip: '' }
  for (const fact of [{ user: text }, { name: text }, { digest: text }, { env: { CONDA_DIR: text } }]) {
    try {
      const instructions = linesOf(buildContext(spec, { ...debian, ...fact }).Dockerfile).map(verbOf)
      const user = 'user' in fact && text === '' ? [] : ['USER']
      assert.deepEqual(instructions, ['FROM', 'USER', 'ARG', 'RUN', ...user])
    } catch (error) {
      if (!(error instanceof UnusableBase)) throw error
    }
  }
}

/** The command line of a build differs by the image's name only, and that is a plain one. */
function keepArguments(displayName: string): void {
  const name = imageNameFrom(displayName, () => false)
  assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/)
  const argumentsFor = (image: string) => {
    const tags = [`registry.example/slipway/${image}:1`, `registry.example/slipway/${image}:latest`]
    return buildArguments({ folder: '/b', buildId: 1, isFresh: false, tags, hasContainerdStore: true })
  }
  assert.deepEqual(
    argumentsFor(name),
    argumentsFor('NAME').map((each) => each.replaceAll('NAME', name)),
  )
}

function without(context: BuildContext, names: readonly string[]): BuildContext {
  return Object.fromEntries(Object.entries(context).filter(([name]) => !names.includes(name)))
}

/** The lines of a list without comments, empty ones and outer blanks. */
function contentOf(list: string): string[] {
  return list
    .split('\n')
    .flatMap((line) => line.replace(/(^|[ \t])#.*$/, '').replace(/^[ \t]+|[ \t]+$/g, '') || [])
}

function linesOf(text = ''): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function verbOf(line: string): string {
  return line.split(' ')[0] ?? ''
}

function squeeze(text: string): string {
  return text.replace(/[ \t]+/g, '')
}
