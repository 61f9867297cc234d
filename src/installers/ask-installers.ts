import { inNeutralFolder, type Neutral } from './neutral.ts'
import { pipSettings } from './pip.ts'
import type { IndexSettings } from './settings.ts'
import type { Environment } from './surroundings.ts'
import { UV_ENVIRONMENT, uvSettings } from './uv.ts'

/** What uv needs to be told to take packages from where the user does. */
export interface ResolverSettings {
  /** For example `uv 0.13.9`. */
  readonly version: string
  /** Variables to run it with. */
  readonly environment: Environment
}

/** Settings for uv as a resolver: its own where the user has made some, else those of pip. */
export async function resolverSettings(neutral: Neutral): Promise<ResolverSettings> {
  const uv = await uvSettings(neutral)
  const version = uv?.toldBy ?? 'uv'
  const pip = uv?.chosen ? undefined : await pipSettings(neutral)
  if (!pip?.chosen) return { version, environment: UV_ENVIRONMENT }
  const [first, ...more] = pip.indexes
  return {
    version,
    environment: {
      ...UV_ENVIRONMENT,
      // By variables, since the words of a command can be seen by all users of a machine.
      UV_DEFAULT_INDEX: first,
      UV_INDEX: more.join(' ') || undefined,
      UV_FIND_LINKS: pip.links.join(',') || undefined,
      UV_NO_INDEX: first === undefined ? '1' : undefined,
      // As pip does it: the best version of all indexes.
      UV_INDEX_STRATEGY: 'unsafe-best-match',
    },
  }
}

/**
 * Asks the user's own pip and uv where packages come from. The one that the user has set up is believed; where nobody
 * has set up anything, pip's own choice is taken, and without pip that of uv.
 *
 * @param project - the audited project, of which nothing counts: neither its settings nor its programs
 * @returns undefined where neither can be asked
 */
export function askInstallers(project: string): Promise<IndexSettings | undefined> {
  return inNeutralFolder(project, async (neutral) => {
    const pip = await pipSettings(neutral)
    if (pip?.chosen) return pip
    const uv = await uvSettings(neutral)
    return uv?.chosen ? uv : (pip ?? uv)
  })
}
