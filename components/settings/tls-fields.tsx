import { TextAreaField } from '../ui/text-field.tsx'

type Field = { name: string; defaultValue: string | undefined; errors: string[] | undefined }
type Props = { field: (name: string) => Field; held: string; hasKey: boolean }

const pem = { rows: 4, className: 'font-mono text-[0.8125rem]', spellCheck: false, autoComplete: 'off' }

/** What a Docker engine over TCP is spoken to with. The key never comes back; what was typed is only held sealed. */
export function TlsFields({ field, held, hasKey }: Props) {
  return (
    <fieldset className="grid gap-4 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-medium">TLS, for an engine on tcp://</legend>
      <p className="text-sm text-muted">
        PEM, as in ca.pem, cert.pem and key.pem of DOCKER_CERT_PATH. A buildx builder has its own.
      </p>
      <TextAreaField
        {...field('caCertificate')}
        label="CA certificate"
        hint="Who vouches for the engine. Empty for a public authority."
        isOptional
        {...pem}
      />
      <TextAreaField
        {...field('clientCertificate')}
        label="Client certificate"
        hint="Shows the engine that Slipway may use it."
        isOptional
        {...pem}
      />
      <input type="hidden" name="held" key={held} defaultValue={held} />
      <TextAreaField
        name="clientKey"
        errors={field('clientKey').errors}
        label="Client key"
        hint={keyHint(held, hasKey)}
        placeholder={held ? '••••••••' : undefined}
        isOptional
        {...pem}
      />
    </fieldset>
  )
}

function keyHint(held: string, hasKey: boolean): string {
  if (held) return 'The key that you gave is kept; leave this empty to use it.'
  if (hasKey) return 'Leave it empty to keep the stored key. It is never shown.'
  return 'Belongs to the client certificate. Kept sealed, never shown again.'
}
