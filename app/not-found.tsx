import { Missing } from './missing/missing.tsx'

/** For what proxy.ts does not decide about. */
export default function NotFound() {
  return <Missing />
}
