/** The context of a build as the engine gets it: for the builder, and for whoever wants to see it first. */
import { type BuildContext, buildContext } from '#lib/builds/context.ts'
import { config } from '#lib/config.ts'
import { parseReference } from '#lib/images/reference.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { unguessable } from '#lib/secrets/keys.ts'
import type { InspectedImage } from './inspect.ts'

type Asked = { spec: BuildSpec; ownerGroupId: number | null }

/** Writes the context of a spec on its base as it was looked up. Throws UnusableBase where that cannot be built upon. */
export function contextOf({ spec, ownerGroupId }: Asked, base: InspectedImage): BuildContext {
  const { SLIPWAY_PIP_INDEX_URL, SLIPWAY_CONDA_CHANNEL_ALIAS } = config()
  const parsed = parseReference(spec.base)
  const name = parsed.ok ? `${parsed.reference.registry}/${parsed.reference.repository}` : spec.base
  return buildContext(
    spec,
    { name, ...base },
    {
      pipIndexUrl: SLIPWAY_PIP_INDEX_URL,
      condaChannelAlias: SLIPWAY_CONDA_CHANNEL_ALIAS,
      trustDomain: unguessable(ownerGroupId === null ? 'system' : `group ${ownerGroupId}`),
    },
  )
}
