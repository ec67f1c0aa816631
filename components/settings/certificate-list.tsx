import type { CertificateFacts } from '#lib/builds/engine-state.ts'
import { formatAbsolute } from '../moment.ts'
import { Fact, Facts } from '../ui/facts.tsx'

type Props = { certificates: readonly CertificateFacts[]; now: number }

/** What an engine is spoken to with. The key is never shown. */
export function CertificateList({ certificates, now }: Props) {
  if (certificates.length === 0) return null
  return (
    <section aria-labelledby="certificates" className="grid gap-3">
      <h2 id="certificates">Certificates</h2>
      {certificates.map((certificate) => (
        <Certificate
          key={`${certificate.label} ${certificate.subject}`}
          certificate={certificate}
          now={now}
        />
      ))}
    </section>
  )
}

function Certificate({ certificate, now }: { certificate: CertificateFacts; now: number }) {
  const { label, subject, issuer, validUntil } = certificate
  const hasExpired = validUntil < now
  return (
    <div className="panel grid gap-2 p-4">
      <h3 className="first-letter:uppercase">{label}</h3>
      <Facts>
        <Fact label="Subject">
          <span className="wrap-anywhere">{subject}</span>
        </Fact>
        <Fact label="Issued by">
          <span className="wrap-anywhere">{issuer}</span>
        </Fact>
        <Fact label="Valid until">
          <span className={hasExpired ? 'font-medium text-danger' : ''}>
            {formatAbsolute(validUntil)}
            {hasExpired && ', expired'}
          </span>
        </Fact>
      </Facts>
    </div>
  )
}
