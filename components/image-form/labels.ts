/** The labels of the manual, by field. */
export const labels = {
  displayName: 'Display name',
  description: 'Description',
  source: 'Source',
  type: 'Type',
  reference: 'Container Image URL',
  gpuReference: 'Specific Container Image URL for GPU',
  base: 'Base image url',
  baseChoice: 'Which base',
  pullSecretId: 'Image Pull Secret',
  apt: 'APT',
  conda: 'Conda',
  pip: 'Pip',
  packages: 'Packages',
  isGlobal: 'Global',
  groupIds: 'Edit Groups',
  ownerGroupId: 'Group',
} as const
