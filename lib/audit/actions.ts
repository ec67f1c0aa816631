/** What the audit trail knows to tell, in words: `Ada Lovelace | edited | the image | numpy`. */

export const auditKinds = ['image', 'build', 'group', 'secret', 'engine', 'setting', 'person'] as const
export type AuditKind = (typeof auditKinds)[number]

/** Of what kind its target is stands before the dot. */
export const auditActions = {
  'image.add': 'added the image',
  'image.edit': 'edited the image',
  'image.delete': 'deleted the image',
  'image.publish': 'published an earlier build of',
  'image.renew': 'published what was built for',
  'build.request': 'asked for the build',
  'build.cancel': 'cancelled the build',
  'build.remove': 'keeps no longer',
  'group.add': 'added the group',
  'group.edit': 'edited the group',
  'group.delete': 'deleted the group',
  'group.people': 'changed who is in the group',
  'secret.add': 'added the pull secret',
  'secret.edit': 'edited the pull secret',
  'secret.delete': 'deleted the pull secret',
  'engine.add': 'added the engine',
  'engine.edit': 'edited the engine',
  'engine.delete': 'deleted the engine',
  'setting.change': 'changed the setting',
  'setting.rotate': 'sealed with another key',
  'setting.restore': 'put a backup in the place of',
  'person.sign-in': 'signed in as',
  'person.refuse': 'refused the sign-in of',
  'person.sign-out': 'signed out as',
  'person.end-sessions': 'ended all sessions of',
  'person.first': 'became the first administrator as',
  'person.appoint': 'made an administrator of',
  'person.dismiss': 'took back administration from',
  'person.change': 'learned from the sign-in provider of a change for',
} as const satisfies Record<`${AuditKind}.${string}`, string>

export type AuditAction = keyof typeof auditActions
