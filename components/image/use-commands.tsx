import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { kubernetesName, podManifest, secretCommand } from '#lib/images/pod.ts'
import { pinned } from '#lib/images/reference.ts'
import { Command } from './command.tsx'
import { loginName, type PullLogin } from './pull-login.tsx'

type Props = {
  name: string
  reference: string
  digest: string | null
  hasGpu: boolean
  login: PullLogin | null
  /** The same image stands above it: only what differs is shown. */
  isRepeated?: boolean
}

/** One image in the words of those who run it: docker at a glance, the rest folded. */
export function UseCommands({ name, reference, digest, hasGpu, login, isRepeated = false }: Props) {
  const exact = digest ? pinned(reference, digest) : reference
  const secret = login && kubernetesName(loginName(login))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Command label="Run" text={`docker run --rm -it ${hasGpu ? '--gpus all ' : ''}${exact}`} />
      {!isRepeated && <Command label="Pull" text={`docker pull ${exact}`} />}
      <Folded title="Kubernetes">
        <Command label="Pod" text={podManifest({ name, image: exact, hasGpu, secret })} />
        {login && secret && !isRepeated && (
          <Command
            label="Its pull secret, once in each namespace"
            text={secretCommand(secret, login.registry)}
          />
        )}
      </Folded>
      {!isRepeated && (
        <Folded title="Dockerfile">
          <Command label="Build upon it" text={`FROM ${exact}`} />
        </Folded>
      )}
    </div>
  )
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group rounded-md border border-line">
      <summary className="flex min-h-8 items-center gap-1.5 px-3 text-sm font-medium pointer-coarse:min-h-11">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        {title}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line p-3">{children}</div>
    </details>
  )
}
