import type { Metadata } from 'next'
import { RegistryForm } from '#components/settings/registry-form.tsx'
import { ResetRegistry } from '#components/settings/reset-registry.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { environmentRegistry, type PushRegistry, pushRegistry } from '#lib/settings.ts'
import { resetRegistry, saveRegistry } from './actions.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  await requireViewer(canChangeSettings)
  const registry = pushRegistry()
  const environment = environmentRegistry()
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs here="/admin/settings" />
      <section aria-labelledby="registry-title" className="grid max-w-xl gap-4">
        <div className="grid gap-1">
          <h2 id="registry-title">Registry to push to</h2>
          <p className="text-sm text-muted">
            {sourceWords(registry)} A build is pushed to what is set when it starts. Images that are published
            stay where they are; as a base from another registry they need a pull secret there.
          </p>
        </div>
        {registry.isUnreadable && (
          <Notice tone="warning" title="The stored password cannot be opened">
            <p>It was sealed with another SLIPWAY_SECRET. Type it again.</p>
          </Notice>
        )}
        <RegistryForm
          key={registry.updatedAt}
          action={saveRegistry}
          values={valuesOf(registry)}
          hasPassword={registry.password !== ''}
        />
        {registry.source === 'settings' && (
          <ResetRegistry
            action={resetRegistry}
            seen={registry.updatedAt}
            environment={`${environment.registry}/${environment.prefix}`}
          />
        )}
      </section>
    </>
  )
}

function sourceWords({ source }: PushRegistry): string {
  return source === 'settings'
    ? 'Set here; it goes before SLIPWAY_REGISTRY of the environment.'
    : 'From SLIPWAY_REGISTRY of the environment, until you set another here.'
}

function valuesOf({ registry, prefix, username, updatedAt }: PushRegistry) {
  return { registry: [registry], prefix: [prefix], username: [username], seen: [String(updatedAt)] }
}
