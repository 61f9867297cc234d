import type { Library, Misfit } from '../../../knowledge/knowledge.ts'

export const title = 'A plug-in for Metal that does not fit its framework'

export const message = ({ name }: Library, { with: other, note }: Misfit): string =>
  `${name} does not fit ${other.name} ${other.since} and later. ${note}`
