import { type LookedUp, readLookedUp } from '#lib/images/looked-up.ts'
import { RegistryFacts } from '../image/registry-facts.tsx'
import { Digest } from '../reference.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Fields } from './field-values.ts'

type Props = { fields: Fields; name: 'reference' | 'gpuReference' }

/** What its registry says of the URL above. The place is always there, so that its words are read out when they come. */
export function FoundAtUrl({ fields, name }: Props) {
  const found = readLookedUp(fields.text(`${name}Found`))
  return (
    <div role="status" aria-label="What the registry says">
      {found && <Found found={found} />}
    </div>
  )
}

function Found({ found: { reference, facts, fault } }: { found: LookedUp }) {
  if (!facts) {
    return (
      <Notice tone="warning" title="It could not be looked up">
        <p>{fault}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="success" title="Its registry has it">
      <p className="font-mono text-[0.8125rem] wrap-anywhere">{reference}</p>
      <Facts>
        <Fact label="Digest">
          <Digest value={facts.digest} />
        </Fact>
        <RegistryFacts facts={facts} />
      </Facts>
    </Notice>
  )
}
