/** The registry could not be asked; the message is a sentence for people. */
export class RegistryFault extends Error {
  override name = 'RegistryFault'
}

/** It stands inside the network of Slipway, where nobody allowed it. */
export class RegistryInside extends RegistryFault {
  override name = 'RegistryInside'

  constructor(host: string) {
    super(`${host} is inside the network of Slipway. ${adviceForInside(host)}`)
  }
}

/** What can be done about it. */
export function adviceForInside(host: string): string {
  return `Only what was allowed is asked there; whoever runs Slipway can allow it: SLIPWAY_REGISTRY_HOSTS_ALLOWED=${host}`
}
