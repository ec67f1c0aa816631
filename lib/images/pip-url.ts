/** A requirement by address: what stands around the address, as a requirement, and the address. */
export type PipUrl = { requirement: string; url: string }

const direct = /^([A-Za-z0-9][A-Za-z0-9._-]*\s*(?:\[[^\]]*\])?)\s*@\s*(\S+)(?:\s+(;.*))?$/
const bare = /^([a-z][a-z0-9+.-]*:\S+)(?:\s+(;.*))?$/i
const address =
  /^(?:git\+https|https?):\/\/[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?\/[\w.~:/?#@!&()[\]*+,;=%-]+$/

/** Splits `name @ address ; marker`, or a bare address with its name in `#egg=` or in its file; undefined for neither. */
export function readPipUrl(content: string): PipUrl | undefined {
  const [, name, url, marker = ''] = direct.exec(content) ?? []
  if (name !== undefined && url !== undefined) return { requirement: `${name}${marker}`, url }
  const [, alone, condition = ''] = bare.exec(content) ?? []
  return alone === undefined ? undefined : { requirement: `${nameIn(alone)}${condition}`, url: alone }
}

/** Why pip may not install from this address. */
export function pipUrlFault(url: string, allowUrls: boolean): string | undefined {
  if (!allowUrls) {
    return 'Installing from an address is not allowed here. Type the name of a package of the index.'
  }
  if (!/^(git\+https|https?):\/\//.test(url)) return 'An address starts with https:// or git+https://.'
  if (/^[^/]*\/\/[^/]*@/.test(url))
    return 'An address is kept and shown: leave the user name and password out.'
  if (/@-/.test(url)) return 'A revision does not start with “-”.'
  return address.test(url) ? undefined : `“${url}” is not a complete address.`
}

/** The name of what stands at an address: `#egg=name`, else the start of its last part. */
function nameIn(url: string) {
  const egg = /[#&]egg=([A-Za-z0-9._-]+(?:\[[A-Za-z0-9._,-]*\])?)/.exec(url)?.[1]
  if (egg) return egg
  const file =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  const stem = file.replace(/@.*$/, '').replace(/(\.git|\.whl|\.zip|\.tar\.gz|\.tgz)$/, '')
  return stem.replace(/-[0-9].*$/, '')
}
