/** Who wanted a build: a person by name, or nobody, because the image follows its base. */
export function RequestedBy({ build }: { build: { requestedBy: string; isScheduled: boolean } }) {
  return build.isScheduled ? 'Scheduled: its base changed' : build.requestedBy
}
