const word = '[A-Za-z0-9_][A-Za-z0-9._-]*'
const channelName = new RegExp(`^${word}(?:/${word})*$`)
const channelUrl = new RegExp(`^https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/${word})*/?$`)

/**
 * Why this is not a channel, or undefined when it is one: `conda-forge`, `nvidia/label/cuda-11.8.0`, `defaults`, and
 * `https://host/channel` where addresses are allowed.
 */
export function condaChannelFault(channel: string, allowUrls: boolean): string | undefined {
  if (channel === '') return 'The name of the channel is missing.'
  if (/^https?:\/\//i.test(channel)) {
    if (!allowUrls)
      return `A channel is given by name, as in conda-forge; addresses are not allowed: ${channel}`
    return channelUrl.test(channel) ? undefined : `“${channel}” is not the address of a channel.`
  }
  if (/^[./~]|:\/\/|\\/.test(channel)) return `A channel is given by name, not by path or file: ${channel}`
  if (channel.includes('*')) return 'Name the channel: “*” stands for any of them.'
  if (channel.startsWith('-')) return `The name of the channel is missing before “${channel}”.`
  return channelName.test(channel) ? undefined : `“${channel}” is not the name of a channel.`
}
