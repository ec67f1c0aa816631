/** The objects of `--progress=rawjson`, as seen in buildx 0.13 and later; every array may be absent. */
import { z } from 'zod'

const time = z
  .string()
  .transform((value) => Date.parse(value))
  .optional()

const vertex = z.object({
  digest: z.string(),
  name: z.string().default(''),
  started: time,
  completed: time,
  cached: z.boolean().default(false),
  error: z.string().default(''),
})

const status = z.object({
  id: z.string(),
  vertex: z.string(),
  current: z.number().default(0),
  total: z.number().default(0),
  completed: time,
})

const log = z.object({
  vertex: z.string(),
  stream: z.number(),
  data: z.string().transform((value) => Buffer.from(value, 'base64')),
  timestamp: time,
})

const warning = z.object({ vertex: z.string(), short: z.string().transform((value) => decode(value)) })

const fields = {
  vertexes: z.array(vertex).default([]),
  statuses: z.array(status).default([]),
  logs: z.array(log).default([]),
  warnings: z.array(warning).default([]),
}

/** Has at least one of the keys that the engine's client writes; anything else is text that looks like JSON. */
export const progressEvent = z
  .record(z.string(), z.unknown())
  .refine((object) => Object.keys(object).some((name) => name in fields))
  .pipe(z.object(fields))

export type ProgressEvent = z.output<typeof progressEvent>
export type VertexEvent = z.output<typeof vertex>
export type LogEvent = z.output<typeof log>
export type StatusEvent = z.output<typeof status>

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8')
}
