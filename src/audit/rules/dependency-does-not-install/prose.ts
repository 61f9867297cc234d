import type { Declaration } from '../../../project/facts.ts'
import type { Library } from '../../../knowledge/knowledge.ts'

export const title = 'A requirement cannot be installed on a Mac'

export const message = ({ name }: Library, note: string | undefined): string =>
  `${name} cannot be installed on a Mac, and installing the project stops there.${note === undefined ? '' : ` ${note}`}`

export const leaveOut = ({ name, ecosystem }: Declaration): string =>
  ecosystem === 'conda'
    ? `Leave ${name} out of the environment for Macs.`
    : `Leave ${name} out on macOS with a marker: ${name}; sys_platform != "darwin".`

export const take = ({ name }: Library, since: string): string =>
  `Take ${name} ${since} or later, here and in the lock.`

export const why = 'The requirement is left out on macOS, where it cannot be installed; on other systems it stays.'

export const whyLocked =
  'The requirement is left out on macOS, where it cannot be installed; on other systems it stays. The lock has to be made again.'
