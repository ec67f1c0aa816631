import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Settings = { channelAlias: string; channels: string[] }

/** The base's `.condarc`, then the file that `CONDARC` names, which wins: conda's own order. */
export function readSettings(prefix: string): Settings {
  const settings: Settings = { channelAlias: 'https://conda.anaconda.org', channels: ['defaults'] }
  for (const file of [path.join(prefix, '.condarc'), process.env.CONDARC ?? '']) {
    if (isRead(file)) take(settings, readFileSync(file, 'utf8'))
  }
  return settings
}

/** conda passes over a file with another name, without a word. */
function isRead(file: string): boolean {
  return (/^\.?condarc$/.test(path.basename(file)) || /\.ya?ml$/.test(file)) && existsSync(file)
}

/** Understands `channel_alias: …` and `channels: […]`, which JSON can read. */
function take(settings: Settings, text: string): void {
  for (const line of text.split('\n')) {
    const [, key, value = ''] = /^(\w+): *(.+)$/.exec(line) ?? []
    if (key === 'channel_alias') settings.channelAlias = JSON.parse(value)
    if (key === 'channels') settings.channels = JSON.parse(value)
  }
}
