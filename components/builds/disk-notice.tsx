import { formatBytes } from '../bytes.ts'
import { Notice } from '../ui/notice.tsx'

type Props = { disk: { freeBytes: number; reserveBytes: number; hasRoom: boolean } }

/** Says why queued builds wait though an engine is free; nothing while there is room. */
export function DiskNotice({ disk: { freeBytes, reserveBytes, hasRoom } }: Props) {
  if (hasRoom) return null
  return (
    <Notice tone="danger" title="Builds wait: the disk is nearly full">
      <p>
        {formatBytes(freeBytes)} are free where builds and logs are kept, and {formatBytes(reserveBytes)} must
        be before one begins. Builds that run go on. As soon as there is room, the queue moves by itself: an
        administrator can make some, or move the data folder to a larger disk.
      </p>
    </Notice>
  )
}
