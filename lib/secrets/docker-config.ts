/** A docker client configuration of its own for one call or build. */
export type RegistryLogin = { registry: string; username: string; password: string }
